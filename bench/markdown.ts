/** Text, or a number that is rounded to what can be read at a glance. */
export type Cell = string | number;

/** Writes a table with a header; all columns but the first are aligned to the right. */
export function table(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = header.map((_name, index) => (index === 0 ? '---' : '---:'));
  return [line(header), line(rule), ...rows.map((row) => line(row.map(shown)))].join('\n');
}

export function shown(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (cell >= 100) return Math.round(cell).toLocaleString('en');
  return cell >= 10 ? cell.toFixed(1) : cell.toFixed(2);
}
