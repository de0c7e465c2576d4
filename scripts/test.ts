import { program } from './console/program';
import { type Counts, endToEndLayer, staticLayers, unitLayer } from './test/layers';
import { runLayers } from './test/run-layers';

/** All tests, or with `ONLY=unit` those that need no emulator. The last line has the counts. */
program(async () => {
  const layers = [...staticLayers, unitLayer, ...(process.env.ONLY === 'unit' ? [] : [endToEndLayer])];
  const { passed, failed }: Counts = await runLayers(layers);
  console.log(`\n${passed} passed, ${failed} failed`);
  if (failed > 0 || passed === 0) process.exitCode = 1;
});
