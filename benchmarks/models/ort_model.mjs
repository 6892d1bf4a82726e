// Outputs and latency of a model under ONNX Runtime's CPU provider, one thread, all optimisations.
//
// usage: node ort_model.mjs FOLDER_WITH_NODE_MODULES MODEL.onnx FOLDER RUNS
//
// FOLDER holds inputs.json, a list of {name, dtype, shape, file}: the elements alone, little-endian. Writes outputs.json
// and the files it names in the same form, and prints {"median_ms": N, "load_ms": N, "run_bytes": N}; RUNS 0 measures no
// time. run_bytes is how far the memory of the process grew in the first run; null where the system does not tell.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const [modules, model, folder, runs] = process.argv.slice(2);
if (!modules || !model || !folder || !/^\d+$/.test(runs ?? '')) {
  console.error('usage: node ort_model.mjs FOLDER_WITH_NODE_MODULES MODEL.onnx FOLDER RUNS');
  process.exit(2);
}
const ort = createRequire(join(resolve(modules), 'x.js'))('onnxruntime-node');
const arrays = { float32: Float32Array, float64: Float64Array, int64: BigInt64Array, int32: Int32Array, uint8: Uint8Array,
  int8: Int8Array, bool: Uint8Array };

const start = performance.now();
const session = await ort.InferenceSession.create(model, {
  intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential', graphOptimizationLevel: 'all', logSeverityLevel: 3,
});
const load_ms = performance.now() - start;
const feeds = {};
for (const { name, dtype, shape, file } of JSON.parse(readFileSync(join(folder, 'inputs.json'), 'utf8'))) {
  const bytes = new Uint8Array(readFileSync(join(folder, file)));
  feeds[name] = new ort.Tensor(dtype, new arrays[dtype](bytes.buffer), shape);
}
const resident = (name) => +readFileSync('/proc/self/status', 'utf8').match(new RegExp(`${name}:\\s*(\\d+)`))[1] * 1024;
let before_run = null;
try {
  globalThis.gc?.();
  writeFileSync('/proc/self/clear_refs', '5'); // the peak begins anew
  before_run = resident('VmRSS');
} catch {}
const results = await session.run(feeds);
const run_bytes = before_run === null ? null : resident('VmHWM') - before_run;
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
times.sort((a, b) => a - b);
console.log(JSON.stringify({ median_ms: times.length ? times[times.length >> 1] : null, load_ms, run_bytes }));
