// Median nanoseconds of one run of a chain model under ONNX Runtime's CPU provider, one thread, all optimisations.
// usage: node ort_chain.mjs FOLDER_WITH_NODE_MODULES MODEL.onnx     prints {"median_ns": N}
import { createRequire } from 'node:module';
import { resolve, join } from 'node:path';

const [folder, model] = process.argv.slice(2);
if (!folder || !model) {
  console.error('usage: node ort_chain.mjs FOLDER_WITH_NODE_MODULES MODEL.onnx');
  process.exit(2);
}
const ort = createRequire(join(resolve(folder), 'x.js'))('onnxruntime-node');
const session = await ort.InferenceSession.create(model, {
  intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential', graphOptimizationLevel: 'all',
});
const feeds = { [session.inputNames[0]]: new ort.Tensor('float32', new Float32Array([1]), [1]) };
for (let i = 0; i < 50; ++i) await session.run(feeds);
const times = [];
for (let i = 0; i < 500; ++i) {
  const start = process.hrtime.bigint();
  await session.run(feeds);
  times.push(Number(process.hrtime.bigint() - start));
}
times.sort((a, b) => a - b);
console.log(JSON.stringify({ median_ns: times[times.length >> 1] }));
