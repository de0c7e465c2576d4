import { svg, text } from './plot';

export interface Bar {
  readonly name: string;
  /** Parts that are stacked from left to right. */
  readonly parts: readonly number[];
}

export interface BarPlot {
  readonly title: string;
  readonly unit: string;
  /** Names and colors of the parts. */
  readonly parts: readonly { readonly name: string; readonly color: string }[];
  readonly bars: readonly Bar[];
}

const width = 720;
const left = 220;
const right = 70;
const row = 30;
const top = 58;

/** Draws stacked bars, one below the other, as SVG. */
export function barPlot({ title, unit, parts, bars }: BarPlot): string {
  const totals = bars.map((bar) => bar.parts.reduce((sum, part) => sum + part, 0));
  const scale = (width - left - right) / Math.max(...totals);
  const rows = bars.map(({ name, parts: values }, index) => {
    const y = top + index * row;
    let x = left;
    const rectangles = values.map((value, part) => {
      const rectangle = `<rect x="${x.toFixed(1)}" y="${y}" width="${(value * scale).toFixed(1)}" height="${row - 8}" fill="${parts[part]?.color ?? '#888'}"/>`;
      x += value * scale;
      return rectangle;
    });
    const total = (totals[index] ?? 0).toFixed(0);
    return [text(left - 8, y + 15, name, 'end'), ...rectangles, text(x + 6, y + 15, total, 'start')].join('');
  });
  const legend = parts.map(
    ({ name, color }, index) =>
      `<rect x="${left + index * 170}" y="34" width="12" height="12" fill="${color}"/>${text(left + 18 + index * 170, 44, name, 'start')}`,
  );
  return svg(width, top + bars.length * row + 6, [
    `<text x="16" y="22" font-size="14" font-weight="600">${title}</text>`,
    text(width - 16, 22, unit, 'end'),
    ...legend,
    ...rows,
  ]);
}
