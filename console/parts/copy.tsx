import { useState } from 'preact/hooks';
import { announce } from '../state/announce';
import { Button } from './button';
import type { IconName } from './icon';

export interface CopyProps {
  readonly text: string;
  readonly label: string;
  readonly icon?: IconName;
}

/** A button that copies a text. */
export function Copy({ text, label, icon = 'copy' }: CopyProps) {
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
  return <Button kind="quiet" small icon={done ? 'done' : icon} label={label} onClick={() => void copy()} />;
}
