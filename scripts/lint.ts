import { program } from './console/program';
import { staticLayers } from './test/layers';
import { runLayers } from './test/run-layers';

/** Checks types and style. */
program(async () => {
  const { failed } = await runLayers(staticLayers);
  if (failed > 0) process.exitCode = 1;
});
