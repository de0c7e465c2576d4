import { Failure } from './console/failure';
import { program } from './console/program';
import { type Counts, endToEndLayer, staticLayers, unitLayer } from './test/layers';
import { runLayers } from './test/run-layers';

/** Runs all tests, or with `ONLY=unit` those that need no emulator. The last line has the counts. */
program(async () => {
  const only = process.env.ONLY || undefined;
  if (only !== undefined && only !== 'unit') throw new Failure(`ONLY is "${only}", but must be unit, or left out.`);
  const layers = [...staticLayers, unitLayer, ...(only === undefined ? [endToEndLayer] : [])];
  const { passed, failed }: Counts = await runLayers(layers);
  console.log(`\n${passed} passed, ${failed} failed`);
  if (failed > 0 || passed === 0) process.exitCode = 1;
});
