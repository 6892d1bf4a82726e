#!/usr/bin/env bash
exec timeout 60 /usr/bin/python3 test/tools/lsp/lsp_test.py tools/relax-lsp-server
