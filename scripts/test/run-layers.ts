import { createSteps } from '../console/steps';
import { openLog, tailOf } from '../tools/log-file';
import { shown } from '../tools/paths';
import type { Counts, Layer } from './layers';

/** Runs the layers in turn, each to its end whatever became of the one before, and shows the log's tail where one failed. */
export async function runLayers(layers: readonly Layer[]): Promise<Counts> {
  const steps = createSteps();
  let total: Counts = { passed: 0, failed: 0 };
  for (const [index, layer] of layers.entries()) {
    const log = openLog(`test-${index + 1}`);
    const counts = await steps.run(
      layer.title,
      () => layer.check(log),
      said,
      ({ failed }) => failed === 0,
    );
    if (counts.failed > 0)
      console.log(`\n${tailOf(log.path, 120).tail}\n\nThe whole output is in ${shown(log.path)}.\n`);
    total = { passed: total.passed + counts.passed, failed: total.failed + counts.failed };
  }
  return total;
}

function said({ passed, failed }: Counts): string {
  return `${passed} passed, ${failed} failed`;
}
