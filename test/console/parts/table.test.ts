import { fakeBrowser } from '../../support/console/browser';

/** An element as a component describes it. */
interface Element {
  readonly type: string;
  readonly props: Readonly<Record<string, unknown>> & { readonly children?: Element | readonly Element[] | string };
}

const { modules } = fakeBrowser<{ Table(props: object): Element }>(['parts/table']);

test('a table that is too wide is reached by the keyboard, and has a name and headings', () => {
  const table = modules.Table({ label: 'Results', columns: ['Instance', 'State'], children: [] });

  expect([table.type, table.props]).toEqual([
    'section',
    expect.objectContaining({ tabIndex: 0, 'aria-label': 'Results' }),
  ]);
  expect(headingsOf(table)).toEqual([
    ['col', 'Instance'],
    ['col', 'State'],
  ]);
});

function headingsOf({ type, props }: Element): readonly (readonly [unknown, unknown])[] {
  const { children } = props;
  if (type === 'th') return [[props.scope, children]];
  if (children === undefined || typeof children === 'string') return [];
  return [children].flat().flatMap(headingsOf);
}
