import { barPlot } from './bars';
import type { ColdResult } from './cold';
import type { CountedReport, Growth, GrowthPoint } from './growth';
import { colors, linePlot, sideBySide } from './plot';

/** Draws stacked bars of loading and first request. */
export function coldPicture(results: readonly ColdResult[]): string {
  return barPlot({
    title: 'Cold start',
    unit: 'milliseconds',
    parts: [
      { name: 'load', color: colors.product },
      { name: 'first request', color: colors.boto3 },
    ],
    bars: results.map(({ subject, load, first }) => ({ name: subject.name, parts: [load, first] })),
  });
}

export function listPicture({ list }: Growth): string {
  return sideBySide(
    growthPlot(list, 'Time per instance, /list', 'milliseconds', ({ milliseconds }, size) => milliseconds / size),
    growthPlot(list, 'Peak memory, /list', 'MB', ({ memory }) => memory),
  );
}

export function stopPicture({ stop }: Growth): string {
  return sideBySide(
    growthPlot(stop, 'Time per instance, /stop', 'milliseconds', ({ milliseconds }, size) => milliseconds / size, true),
    growthPlot(stop, 'EC2 calls, /stop', 'calls', ({ calls }) => calls, true),
  );
}

function growthPlot(
  points: readonly GrowthPoint[],
  title: string,
  unit: string,
  value: (report: CountedReport, size: number) => number,
  logarithmic = false,
): string {
  return linePlot({
    title,
    unit,
    axis: 'instances',
    sizes: points.map(({ size }) => size),
    logarithmic,
    series: [
      { name: 'EC2 Control', color: colors.product, values: points.map(({ product, size }) => value(product, size)) },
      { name: 'boto3 handler', color: colors.boto3, values: points.map(({ boto3, size }) => value(boto3, size)) },
    ],
  });
}
