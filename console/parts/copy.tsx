import { useState } from 'preact/hooks';
import { announce } from '../state/announce';
import { Button } from './button';

/** A button that copies a text. */
export function Copy({ text, label }: { readonly text: string; readonly label: string }) {
  const [done, setDone] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Pages that are not served over https from another machine have no clipboard.
      announce('The browser does not let this page copy: select the text instead.', 'bad');
      return;
    }
    setDone(true);
    announce('Copied.');
    setTimeout(() => setDone(false), 2_000);
  };
  return <Button kind="quiet" small icon={done ? 'done' : 'copy'} label={label} onClick={() => void copy()} />;
}
