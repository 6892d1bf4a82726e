#!/usr/bin/env bash
# relax-run from the outside: exit codes, messages, files. relax_run_test.sh RELAX_RUN MODEL LIBRARY RUN_MODEL
set -u
run=$PWD/$1 model=$PWD/$2 library=$PWD/$3 run_model=$PWD/$4
work=${TEST_TMPDIR:?}
cd "$work"
failures=0

fail() {
  echo "FAIL: $*"
  failures=$((failures + 1))
}

# expect CODE PATTERN ARGS...: relax-run with these arguments ends with that code, and one of its streams has the text.
expect() {
  local code=$1 pattern=$2 actual=0
  shift 2
  "$run" "$@" >out.txt 2>err.txt || actual=$?
  [ "$actual" -eq "$code" ] || fail "exit code $actual instead of $code: relax-run $*: $(cat out.txt err.txt)"
  [ -z "$pattern" ] || grep -qF -- "$pattern" out.txt err.txt || fail "no '$pattern' in: relax-run $*: $(cat out.txt err.txt)"
  if [ "$code" -ne 0 ]; then
    [ -s out.txt ] && fail "output despite of an error: relax-run $*: $(cat out.txt)"
    # One line: and a second that points at --help when the command line is wrong.
    [ "$(wc -l <err.txt)" -le 2 ] || fail "more than two lines: relax-run $*: $(cat err.txt)"
  fi
}
load=(--load-library "$library")

/usr/bin/python3 - <<'PY' || exit 1
import numpy
numpy.save("x.npy", numpy.array([1, 2, 3], numpy.float32))
numpy.save("w.npy", numpy.array([4, 5, 6], numpy.float32))
numpy.save("w4.npy", numpy.zeros(4, numpy.float32))
numpy.save("wide.npy", numpy.zeros(3, numpy.float64))
numpy.save("matrix.npy", numpy.zeros((3, 1), numpy.float32))
numpy.save("text.npy", numpy.array(["a"]))
numpy.save("number.npy", numpy.array(7, numpy.int64))
numpy.save("dims.npy", numpy.array([3, 2], numpy.int64))
numpy.asfortranarray(numpy.arange(6, dtype=numpy.float32).reshape(2, 3)).tofile("m.raw")
numpy.save("fortran.npy", numpy.asfortranarray(numpy.arange(6, dtype=numpy.float32).reshape(2, 3)))
open("half.raw", "wb").write(b"\x80\x3f\x00\x40\x40\x40")
PY

# The command line: exit code 2.
expect 2 "no model is given"
expect 2 "try 'relax-run --help'"
expect 2 "unknown flag '--nope'" "$model" --nope
expect 2 "unknown flag '-x'" "$model" -x
expect 2 "one model is expected" a.so b.so
expect 2 "--function needs a value" "$model" --function
expect 2 "--function needs a value" "$model" --function=
expect 2 "--function is given twice" "$model" --function=a --function=b
expect 2 "--dump takes no value" "$model" --dump=yes
expect 2 "--signature expects text or json, got 'xml'" "$model" --signature=xml
expect 2 "--threads expects a number from 0 to 1024, got 'many'" "$model" --threads=many
expect 2 "--threads expects a number from 0 to 1024, got '-1'" "$model" --threads=-1
expect 2 "--benchmark expects a number from 1 to" "$model" --benchmark=0
expect 2 "expected NAME=FILE.npy" "$model" --input x
expect 2 "expected NAME=FILE.npy" "$model" --input =x.npy
expect 2 "input 'x' is given twice" "$model" --input x=x.npy --input x=w.npy
expect 2 "expected SHAPE:DTYPE" "$model" --input x=random:3
expect 2 "unknown element type 'f31'" "$model" --input x=random:3:f31
expect 2 "'3y' is no shape" "$model" --input x=random:3y:f32
expect 2 "'-3' is no shape" "$model" --input x=random:-3:f32
expect 2 "is too large" "$model" --input x=random:99999999999x99999999999:f32
expect 2 "expected raw:FILE:SHAPE:DTYPE" "$model" --input x=raw:file
expect 0 "usage: relax-run" --help
expect 0 "Example:" -h
expect 0 "executable version 3" --version

# Files, models, inputs: exit code 1.
expect 1 "cannot open 'missing.so': No such file or directory" missing.so
expect 1 "not a model library: no ELF magic number" --signature x.npy
expect 1 "not a model library: section .relax.exec is missing" "$library"
cp "$model" damaged.so && chmod u+w damaged.so
printf '\001' | dd of=damaged.so bs=1 seek=600 conv=notrunc 2>/dev/null
cmp -s damaged.so "$model" && printf '\002' | dd of=damaged.so bs=1 seek=600 conv=notrunc 2>/dev/null
expect 1 "its hash does not match its content" damaged.so
expect 1 "its hash does not match its content" damaged.so --dump
expect 1 "the model has no function 'nope'; it has: main, update" "$model" "${load[@]}" --function nope
expect 1 "packed functions that are not registered: 'custom_inplace_update'" "$model" --function constants
expect 1 "cannot open library 'missing.so'" "$model" --load-library missing.so
expect 1 "does not export relax_register_functions" "$model" --load-library "$model"
expect 1 "cannot load library" "$model" --load-library x.npy
expect 1 "is registered already" "$model" "${load[@]}" "${load[@]}" --function constants
expect 1 "function 'main' needs an input for 'w' (!relax.tensor<[n], f32>): pass --input w=FILE.npy" \
  "$model" "${load[@]}" --input x=x.npy
expect 1 "--input 0=w.npy: parameter 'x' is given already, by --input x=x.npy" \
  "$model" "${load[@]}" --input x=x.npy --input 0=w.npy --input w=w.npy
expect 1 "--input 0.0=raw:half.raw:3:bf16: parameter 't.0' is given already, by --input t.0=x.npy" \
  "$model" "${load[@]}" --function=identity --input 0.0=raw:half.raw:3:bf16 --input t.1=dims.npy --input t.0=x.npy
expect 1 "has no parameter 'z'; it has: x, w" "$model" "${load[@]}" --input x=x.npy --input w=w.npy --input z=w.npy
expect 1 "cannot open 'missing.npy': No such file or directory" "$model" "${load[@]}" --input x=missing.npy
expect 1 "'text.npy': not a .npy file: the element type '<U1' is not supported" "$model" "${load[@]}" --input x=text.npy
expect 1 "'$model': not a .npy file: its magic number is missing" "$model" "${load[@]}" --input "x=$model"
expect 1 "'m.raw': shape [7] of f32 does not match a file of 24 bytes" "$model" "${load[@]}" --input x=raw:m.raw:7:f32
expect 1 "a number is for scalar parameters only" "$model" "${load[@]}" --input x=3
expect 1 "random numbers of type f8E5M2 are not supported" "$model" "${load[@]}" --input x=random:3:f8E5M2
expect 1 "out of memory" "$model" "${load[@]}" --input x=random:99999999999999:f32

# Errors of the program name the value and the place.
expect 1 "model.mlir:12:5: error: dimension 0 of 'w' must equal symbol 'n': got 4, expected 3" \
  "$model" "${load[@]}" --input x=x.npy --input w=w4.npy
expect 1 "model.mlir:12:5: error: 'w' must have element type f32: got f64" \
  "$model" "${load[@]}" --input x=x.npy --input w=wide.npy
expect 1 "model.mlir:12:5: error: 'w' must have rank 1: got rank 2, shape [3, 1]" \
  "$model" "${load[@]}" --input x=x.npy --input w=matrix.npy
expect 1 "packed function 'custom_inplace_update' failed: the tensor must be of type f32, f64, i32 or i64" \
  "$model" "${load[@]}" --function update --input x=random:3:u8
expect 1 "overflows 64 bits" "$model" "${load[@]}" --function square --input n=4000000000 --input s=1
expect 1 "an integer is expected" "$model" "${load[@]}" --function square --input n=1.5 --input s=1
expect 1 "a scalar is expected, got a tensor of shape [3]" "$model" "${load[@]}" --function square --input n=x.npy --input s=1

# Runs.
expect 0 "0_0 (y.0): f32 [3] = 2 3 4" "$model" "${load[@]}" --input x=x.npy --input w=w.npy
expect 0 "0_1 (y.1): f32 [3] = 4 5 6" "$model" "${load[@]}" --input 1=w.npy --input 0=x.npy --threads 2
expect 0 "0 (nn): i64 [] = 49" "$model" "${load[@]}" --function=square --input n=number.npy --input s=2.5
expect 0 "1 (s): f32 [] = 2.5" "$model" "${load[@]}" --function=square --input n=7 --input s=2.5
expect 0 "0 (y): f32 [2, 3] = 1 2 3 4 5 6" "$model" "${load[@]}" --function=update --input x=fortran.npy
expect 0 "1_1 (pair.1): i64 [2] = 2 256" "$model" "${load[@]}" --function=constants --verify-weights
expect 0 "0_0 (t.0): bf16 [3] = 1 2 3" "$model" "${load[@]}" --function=identity \
  --input t.0=raw:half.raw:3:bf16 --input t.1=dims.npy
expect 0 "benchmark: 5 runs, median" "$model" "${load[@]}" --input x=random:3:f32 --input w=random:3:f32 --benchmark 5
expect 0 "main(x: !relax.tensor<[n], f32>, w: !relax.tensor<[n], f32>)" "$model" --signature
expect 0 "call_kernel @add_one" "$model" --dump
"$run" "$model" --signature=json | /usr/bin/python3 -c '
import json, sys
functions = {f["name"]: f for f in json.load(sys.stdin)["functions"]}
assert functions["main"]["args"][0] == {"name": "x", "kind": "tensor", "type": "!relax.tensor<[n], f32>", "dtype": "f32", "shape": ["n"]}, functions["main"]
assert functions["constants"]["results"][0]["shape"] == [2, 256]
' || fail "--signature=json"

# Random inputs depend on the seed alone.
for seed in 1 1 2; do
  "$run" "$model" "${load[@]}" --function update --input x=random:4:f32 --seed "$seed" >>random.txt || fail random
done
[ "$(sort -u random.txt | wc -l)" -eq 2 ] || fail "random inputs: $(cat random.txt)"

# Results as files.
expect 0 "" "$model" "${load[@]}" --function constants --output-dir out/deep --profile trace.json
expect 0 "" "$model" "${load[@]}" --function identity --input t.0=raw:half.raw:3:bf16 --input t.1=dims.npy --output-dir=out2
expect 0 "" "$model" "${load[@]}" --input x=x.npy --input w=w.npy --output-dir=out3 --profile=trace3.json
expect 0 "" "$model" "${load[@]}" --input x=x.npy --input w=w.npy --benchmark=3 --profile=trace4.json --profile-summary
cp out.txt summary.txt
expect 0 "" "$model" "${load[@]}" --input x=x.npy --input w=w.npy --memory-summary
cp out.txt memory.txt
expect 0 "memory: 0 bytes at most beyond the 0 at the beginning, 0 at the end" "$model" "${load[@]}" --function=square --input 0=3 --input 1=2 --memory-summary --output-dir=out4
/usr/bin/python3 - <<'PY' || fail "files"
import json, numpy
manifest = json.load(open("out/deep/manifest.json"))
assert manifest["function"] == "constants"
assert [o["file"] for o in manifest["outputs"]] == ["out_0.npy", "out_1_0.npy", "out_1_1.npy", "out_2.npy", "out_3.npy"], manifest
weights = numpy.load("out/deep/out_0.npy")
assert weights.dtype == numpy.float32 and (weights == numpy.arange(512).reshape(2, 256)).all()
assert numpy.load("out/deep/out_2.npy") == -7 and numpy.load("out/deep/out_2.npy").shape == ()
manifest = json.load(open("out2/manifest.json"))
assert manifest["outputs"][0] == {"name": "t.0", "file": "out_0_0.raw", "dtype": "bf16", "shape": [3]}, manifest
assert open("out2/out_0_0.raw", "rb").read() == open("half.raw", "rb").read()
assert numpy.load("out3/out_0_0.npy").tolist() == [2, 3, 4]
events = json.load(open("trace3.json"))["traceEvents"]
spans = [e for e in events if e["ph"] == "X"]
assert [(e["cat"], e["name"]) for e in spans] == [
    ("function", "main"), ("allocation", "alloc_tensor"), ("kernel", "add_one")], events
main, allocation, kernel = spans
for child in (allocation, kernel):
    assert main["ts"] <= child["ts"] and child["ts"] + child["dur"] <= main["ts"] + main["dur"] + 0.002, events
assert kernel["args"]["shapes"] == [[3], [3]] and kernel["args"]["dtypes"] == ["f32", "f32"], kernel
assert kernel["args"]["bytes"] == 24 and allocation["args"]["bytes"] == 12, spans
assert kernel["args"]["location"] and kernel["args"]["node"] == "conv1", kernel
assert any(e["ph"] == "C" and e["args"]["bytes"] > 0 for e in events), events
# The warm-up is left out.
events = json.load(open("trace4.json"))["traceEvents"]
assert sum(e.get("cat") == "kernel" for e in events) == 3, events
rows = [line.split() for line in open("summary.txt") if line.startswith(("kernel", "allocation", "all "))]
assert sorted(r[:3] for r in rows[:2]) == [["allocation", "alloc_tensor", "3"], ["kernel", "add_one", "3"]], rows
assert [r[-1] for r in rows if r[0] == "kernel"] == ["72"] and rows[-1][:2] == ["all", "6"], rows
memory = open("memory.txt").read()
assert "memory: 3 allocations" not in memory and " allocations, " in memory, memory
PY
[ -z "$(find out out2 out3 -name '*.tmp')" ] || fail "temporary files are left"

# Unwritable output.
touch plain
expect 1 "cannot make folder" "$model" "${load[@]}" --function constants --output-dir plain/sub
expect 1 "'plain' is not a folder" "$model" "${load[@]}" --function constants --output-dir plain
expect 1 "cannot write 'no/such/trace.json'" "$model" "${load[@]}" --function constants --profile no/such/trace.json
mkdir -p folder
expect 1 "cannot write 'folder'" "$model" "${load[@]}" --function constants --profile folder
[ -z "$(find . -name '*.tmp')" ] || fail "temporary files are left beside outputs"
# A pipe or a device is written, and stays what it is.
mkfifo pipe
timeout 60 cat pipe >piped.json &
expect 0 "" "$model" "${load[@]}" --function constants --profile pipe
wait
[ -p pipe ] && grep -q traceEvents piped.json || fail "the trace does not go through the pipe"
mkdir special && mkfifo special/out_0_0.npy
timeout 60 cat special/out_0_0.npy >piped.npy &
expect 0 "" "$model" "${load[@]}" --input x=x.npy --input w=w.npy --output-dir special
wait
[ -p special/out_0_0.npy ] && cmp -s piped.npy out3/out_0_0.npy || fail "the result does not go through the pipe"
if mknod null c 1 3 2>/dev/null; then
  expect 0 "" "$model" "${load[@]}" --function constants --profile null
  [ -c null ] || fail "the device is gone"
  mkdir full && mknod full/out_0.npy c 1 7 2>/dev/null
  expect 1 "cannot write 'full/out_0.npy': No space left on device" "$model" "${load[@]}" --function constants --output-dir full
  [ -c full/out_0.npy ] || fail "the full device is gone"
fi
expect 2 "--profile needs a value" "$model" --profile
expect 2 "--profile-summary takes no value" "$model" --profile-summary=yes
expect 2 "--memory-summary takes no value" "$model" --memory-summary=yes
if [ -w /dev/full ]; then
  code=0
  "$run" "$model" --dump >/dev/full 2>err.txt || code=$?
  [ "$code" -eq 1 ] && grep -q "cannot write to the standard output" err.txt || fail "full standard output: $code"
fi
if [ "$(id -u)" -ne 0 ]; then
  mkdir -p locked && chmod a-w locked
  expect 1 "cannot write 'locked/" "$model" "${load[@]}" --function constants --output-dir locked
fi

# The C program.
"$run_model" "$model" update_first "$library" >c.txt || fail "run_model: $(cat c.txt)"
grep -q '^\[2, 3\]: 1 1.1 1.2 1.3 1.4 1.5$' c.txt || fail "run_model: $(cat c.txt)"
grep -q '^\[3, 3\]: 1 ' c.txt || fail "run_model: $(cat c.txt)"
"$run_model" missing.so >c.txt 2>&1 && fail "run_model runs a missing model"
grep -q "cannot open 'missing.so'" c.txt || fail "run_model: $(cat c.txt)"

echo "$failures failures"
[ "$failures" -eq 0 ]
