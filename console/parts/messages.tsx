import { dismiss, messages, spoken } from '../state/announce';
import { Button } from './button';

/** The latest messages, in a corner; a screen reader reads each as it comes. */
export function Messages() {
  return (
    <div class="messages" role="status" aria-live="polite">
      <p class="unseen">{spoken.value}</p>
      {messages.value.map(({ id, text, tone, link }) => (
        <div key={id} class={`message message-${tone}`}>
          <span>
            {text}{' '}
            {link !== undefined && (
              <a href={link.href} onClick={() => dismiss(id)}>
                {link.text}
              </a>
            )}
          </span>
          <Button kind="quiet" small icon="close" label="Close the message" onClick={() => dismiss(id)} />
        </div>
      ))}
    </div>
  );
}
