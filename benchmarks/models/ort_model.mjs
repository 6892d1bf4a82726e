// Outputs and latency of a model under ONNX Runtime's CPU provider, one thread, all optimisations.
//
// usage: node ort_model.mjs FOLDER_WITH_NODE_MODULES MODEL.onnx FOLDER RUNS
//
// FOLDER holds inputs.json, a list of {name, dtype, shape, file}: the elements alone, little-endian. Writes outputs.json
// and the files it names in the same form, and prints {"median_ms": N, "load_ms": N, "run_bytes": N}; RUNS 0 measures no
// time.
//
// RUNS `memory` measures run_bytes, which is null otherwise and where the system does not tell: how far the memory of the
// process grows in a run behind the first, the median of several. That is what one inference takes only if its tensors come
// from the system and go back to it. So the session has no arena, which would serve them from what loading the model left
// over, and allocates each tensor by itself; and the caller sets MALLOC_MMAP_THRESHOLD_=16384, from which size on glibc then
// maps each block by itself. Smaller tensors are found in memory that the process has, and are not counted.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const [modules, model, folder, runs] = process.argv.slice(2);
if (!modules || !model || !folder || !/^(\d+|memory)$/.test(runs ?? '')) {
  console.error('usage: node ort_model.mjs FOLDER_WITH_NODE_MODULES MODEL.onnx FOLDER RUNS');
  process.exit(2);
}
const ort = createRequire(join(resolve(modules), 'x.js'))('onnxruntime-node');
const arrays = { float32: Float32Array, float64: Float64Array, int64: BigInt64Array, int32: Int32Array, uint8: Uint8Array,
  int8: Int8Array, bool: Uint8Array };

const memory = runs === 'memory';
const start = performance.now();
const session = await ort.InferenceSession.create(model, {
  intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential', graphOptimizationLevel: 'all', logSeverityLevel: 3,
  enableCpuMemArena: !memory, enableMemPattern: !memory,
});
const load_ms = performance.now() - start;
const feeds = {};
for (const { name, dtype, shape, file } of JSON.parse(readFileSync(join(folder, 'inputs.json'), 'utf8'))) {
  const bytes = new Uint8Array(readFileSync(join(folder, file)));
  feeds[name] = new ort.Tensor(dtype, new arrays[dtype](bytes.buffer), shape);
}
const resident = (name) => +readFileSync('/proc/self/status', 'utf8').match(new RegExp(`${name}:\\s*(\\d+)`))[1] * 1024;
const results = await session.run(feeds);
const outputs = session.outputNames.map((name, k) => {
  const { type, dims, data } = results[name], file = `ort_${k}.raw`;
  writeFileSync(join(folder, file), Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  return { name, dtype: type, shape: [...dims], file };
});
writeFileSync(join(folder, 'outputs.json'), JSON.stringify(outputs));
const times = [];
for (let i = 0; i < +runs; ++i) {
  const before = performance.now();
  await session.run(feeds);
  times.push(performance.now() - before);
}
const grown = [], kept = []; // what is kept is not freed while another run is measured
try {
  for (let i = 0; memory && i < 7; ++i) {
    globalThis.gc?.();
    writeFileSync('/proc/self/clear_refs', '5'); // the peak begins anew
    const before = resident('VmRSS');
    kept.push(await session.run(feeds));
    grown.push(resident('VmHWM') - before);
  }
} catch {}
const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1] ?? null;
console.log(JSON.stringify({ median_ms: median(times), load_ms, run_bytes: median(grown) }));
