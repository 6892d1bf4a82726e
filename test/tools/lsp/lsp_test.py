"""Talks to relax-lsp-server: it starts, says what it can do, and reports an error in a relax program.

usage: lsp_test.py relax-lsp-server
"""

import json
import subprocess
import sys


def message(body):
    text = json.dumps(dict(body, jsonrpc="2.0")).encode()
    return b"Content-Length: %d\r\n\r\n" % len(text) + text


def read(stream):
    length = None
    while True:
        line = stream.readline().strip()
        if not line:
            break
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return json.loads(stream.read(length))


def diagnostics(server, uri, text):
    server.stdin.write(message({"method": "textDocument/didOpen", "params": {"textDocument": {
        "uri": uri, "languageId": "mlir", "version": 1, "text": text}}}))
    server.stdin.flush()
    while True:
        reply = read(server.stdout)
        if reply.get("method") == "textDocument/publishDiagnostics":
            return reply["params"]["diagnostics"]


def main():
    server = subprocess.Popen([sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    server.stdin.write(message({"id": 1, "method": "initialize", "params": {
        "processId": None, "rootUri": None, "capabilities": {}}}))
    server.stdin.flush()
    capabilities = read(server.stdout)["result"]["capabilities"]
    if not capabilities.get("hoverProvider"):
        sys.exit("no hover among the capabilities: %s" % capabilities)
    good = "relax.func @f(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {\n  relax.return %x : !relax.tensor<[n], f32>\n}\n"
    bad = good.replace("-> !relax.tensor<[n], f32>", "-> !relax.tensor<[n + 1], f32>").replace(
        "%x : !relax.tensor<[n], f32>\n", "%x\n")
    good = good.replace("%x : !relax.tensor<[n], f32>\n", "%x\n")
    found = diagnostics(server, "test:///good.mlir", good)
    if found:
        sys.exit("a valid program has diagnostics: %s" % found)
    found = diagnostics(server, "test:///bad.mlir", bad)
    if not found or "n + 1" not in json.dumps(found):
        sys.exit("the type error is not reported: %s" % found)
    server.stdin.write(message({"id": 2, "method": "shutdown"}) + message({"method": "exit"}))
    server.stdin.close()
    if server.wait(timeout=30) != 0:
        sys.exit("the server ended with %d" % server.returncode)


if __name__ == "__main__":
    main()
