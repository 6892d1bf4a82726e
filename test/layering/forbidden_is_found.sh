#!/usr/bin/env bash
# The layering check fails when the query finds something.
! "$1" "$2"
