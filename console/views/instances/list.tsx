import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type Heights, inSight, layOut } from '../../logic/rows';
import { groups, loaded } from '../../state/instances';
import { notes } from '../../state/notes';
import { filter } from '../../state/view';
import { GroupRow } from './group-row';
import { InstanceRow } from './instance-row';
import { ListHead } from './list-head';

/** As the style sheet has them: `--row`, `--group` and `--note`. */
const wide: Heights = { group: 46, instance: 60, note: 42 };
const narrow: Heights = { group: 52, instance: 169, note: 72 };

/** Pixels below which an instance is drawn as a card. */
const leastWidth = 700;

/** The list of instances, of which only what is in sight is drawn: thousands of them scroll as ten do. */
export function List() {
  const scroller = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState({ top: 0, height: 900, width: 1_000 });
  const look = (): void => {
    const { scrollTop = 0, clientHeight = 900, clientWidth = 1_000 } = scroller.current ?? {};
    setSight({ top: scrollTop, height: clientHeight, width: clientWidth });
  };
  useLayoutEffect(look, []);
  useEffect(() => {
    const observer = new ResizeObserver(look);
    if (scroller.current !== null) observer.observe(scroller.current);
    return () => observer.disconnect();
  }, []);

  const cards = sight.width < leastWidth;
  const [all, told] = [groups.value, notes.value];
  // Scrolling does not change where the rows are.
  const { rows, height } = useMemo(() => layOut(all, (id) => told.has(id), cards ? narrow : wide), [all, told, cards]);
  return (
    <div
      class={cards ? 'list list-narrow' : 'list'}
      role="table"
      aria-label="Instances"
      aria-rowcount={rows.length + 1}
      aria-busy={!loaded.value}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <div class="list-scroll" ref={scroller} onScroll={look} tabIndex={0} role="rowgroup" aria-label="Instances">
        <ListHead />
        <div class="list-field" role="presentation" style={{ height: `${height}px` }}>
          {inSight(rows, sight.top, sight.height).map((row) => (
            <div
              key={row.key}
              role="presentation"
              class="list-place"
              style={{ transform: `translateY(${row.top}px)`, height: `${row.height}px` }}
            >
              {row.kind === 'group' ? (
                <GroupRow group={row.group} number={row.number} tag={filter.value.group} />
              ) : (
                <InstanceRow instance={row.instance} number={row.number} />
              )}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
