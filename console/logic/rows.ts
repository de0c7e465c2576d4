import type { Instance } from '../api/answers';
import type { Group } from './filter';

/** A row of the list of instances; the first number is that of the names of the columns. */
export type Row =
  | {
      readonly kind: 'group';
      readonly key: string;
      readonly group: Group;
      readonly number: number;
      readonly top: number;
      readonly height: number;
    }
  | {
      readonly kind: 'instance';
      readonly key: string;
      readonly instance: Instance;
      readonly number: number;
      readonly top: number;
      readonly height: number;
    };

/** Heights of the rows in pixels, which the style sheet sets to the same. */
export interface Heights {
  readonly group: number;
  readonly instance: number;
  /** What a note below an instance adds. */
  readonly note: number;
}

/** Lays out groups and instances below each other. A heading is left out where there is one group without a value. */
export function layOut(
  groups: readonly Group[],
  hasNote: (id: string) => boolean,
  heights: Heights,
): { readonly rows: readonly Row[]; readonly height: number } {
  const rows: Row[] = [];
  let top = 0;
  const headed = groups.length > 1 || groups[0]?.value !== undefined;
  for (const group of groups) {
    if (headed) {
      rows.push({
        kind: 'group',
        key: `group ${group.value ?? ''}`,
        group,
        number: rows.length + 2,
        top,
        height: heights.group,
      });
      top += heights.group;
    }
    for (const instance of group.instances) {
      const id = instance.instance_id;
      const height = heights.instance + (hasNote(id) ? heights.note : 0);
      rows.push({ kind: 'instance', key: id, instance, number: rows.length + 2, top, height });
      top += height;
    }
  }
  return { rows, height: top };
}

/** The rows that are to be drawn: those in sight, and some before and after, so that the Tab key finds the next one. */
export function inSight(rows: readonly Row[], scrolled: number, height: number, margin = 400): readonly Row[] {
  return rows.slice(firstBelow(rows, scrolled - margin), firstBelow(rows, scrolled + height + margin) + 1);
}

/** Index of the first row that ends below a position. */
function firstBelow(rows: readonly Row[], position: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row !== undefined && row.top + row.height > position) high = middle;
    else low = middle + 1;
  }
  return low;
}
