import type { Steps } from '../../../scripts/console/steps';

/** Steps that show nothing, and remember the titles and notes of those that were done. */
export function quietSteps(): { readonly steps: Steps; readonly done: string[] } {
  const done: string[] = [];
  return {
    done,
    steps: {
      run: async (title, work, note = () => undefined) => {
        const result = await work();
        const said = note(result);
        done.push(said === undefined ? title : `${title}: ${said}`);
        return result;
      },
    },
  };
}
