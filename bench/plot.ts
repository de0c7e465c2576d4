/** One line of a plot. */
export interface Series {
  readonly name: string;
  readonly color: string;
  readonly values: readonly number[];
}

export interface LinePlot {
  readonly title: string;
  readonly unit: string;
  /** What the horizontal axis counts. */
  readonly axis: string;
  readonly sizes: readonly number[];
  readonly series: readonly Series[];
  /** Powers of ten on the vertical axis too. @default false */
  readonly logarithmic?: boolean;
}

export const colors = { product: '#0b6e4f', boto3: '#c2571a', other: '#5b6b8c' } as const;

const width = 420;
const height = 280;
const frame = { left: 62, right: 28, top: 44, bottom: 62 } as const;

/** Draws a plot over sizes that grow by powers of ten, as SVG. */
export function linePlot(plot: LinePlot): string {
  const { sizes, series, logarithmic = false } = plot;
  const inner = { width: width - frame.left - frame.right, height: height - frame.top - frame.bottom };
  const [from, to] = [Math.log10(sizes[0] ?? 1), Math.log10(sizes.at(-1) ?? 10)];
  const x = (size: number): number => frame.left + ((Math.log10(size) - from) / (to - from)) * inner.width;
  const ticks = logarithmic
    ? powersOfTen(series.flatMap(({ values }) => values))
    : steps(series.flatMap(({ values }) => values));
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const place = (value: number): number =>
    logarithmic ? Math.log10(value / low) / Math.log10(high / low) : (value - low) / (high - low);
  const y = (value: number): number => frame.top + (1 - place(value)) * inner.height;
  const grid = ticks.map(
    (tick) =>
      `<line x1="${frame.left}" x2="${width - frame.right}" y1="${y(tick).toFixed(1)}" y2="${y(tick).toFixed(1)}" stroke="#ddd"/>` +
      text(frame.left - 8, y(tick) + 4, shown(tick), 'end'),
  );
  const labels = sizes.map((size) => text(x(size), height - frame.bottom + 18, shown(size), 'middle'));
  const lines = series.map(({ values, color }) => {
    const points = values.map((value, index) => `${x(sizes[index] ?? 1).toFixed(1)},${y(value).toFixed(1)}`);
    const dots = points.map(
      (point) => `<circle cx="${point.split(',')[0]}" cy="${point.split(',')[1]}" r="3.5" fill="${color}"/>`,
    );
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${color}" stroke-width="2"/>${dots.join('')}`;
  });
  const legend = series.map(({ name, color }, index) => {
    const left = frame.left + index * 150;
    return `<rect x="${left}" y="${height - 16}" width="12" height="4" fill="${color}"/>${text(left + 18, height - 10, name, 'start')}`;
  });
  return svg(width, height, [
    `<text x="${frame.left}" y="20" font-size="14" font-weight="600">${plot.title}</text>`,
    text(frame.left, 36, plot.unit, 'start'),
    ...grid,
    ...labels,
    text(width - frame.right, height - frame.bottom + 34, plot.axis, 'end'),
    ...lines,
    ...legend,
  ]);
}

/** Plots side by side, as one SVG. */
export function sideBySide(...plots: readonly string[]): string {
  const moved = plots.map((plot, index) => plot.replace('<svg ', `<svg x="${index * width}" `));
  return svg(width * plots.length, height, moved);
}

export function svg(across: number, down: number, parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${across}" height="${down}" viewBox="0 0 ${across} ${down}" font-family="system-ui, sans-serif" font-size="12" fill="#222">
<rect width="${across}" height="${down}" fill="#fff"/>
${parts.join('\n')}
</svg>
`;
}

export function text(x: number, y: number, words: string, anchor: 'start' | 'middle' | 'end'): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${words}</text>`;
}

/** Makes the steps of an axis, from zero to the first round number at or above the values, in four or five. */
function steps(values: readonly number[]): readonly number[] {
  const largest = Math.max(...values);
  const power = 10 ** Math.floor(Math.log10(largest));
  const step = [0.25, 0.5, 1, 2].map((part) => part * power).find((one) => largest / one <= 5) ?? power;
  return Array.from({ length: Math.ceil(largest / step) + 1 }, (_, index) => index * step);
}

function powersOfTen(values: readonly number[]): readonly number[] {
  const [from, to] = [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values)))];
  return Array.from({ length: Math.max(1, to - from) + 1 }, (_, index) => 10 ** (from + index));
}

function shown(value: number): string {
  return value >= 1000 ? value.toLocaleString('en') : String(Number(value.toPrecision(3)));
}
