import { Button } from '../../parts/button';
import { Icon } from '../../parts/icon';
import { nextTheme, theme } from '../../state/screen';
import { index, me, offers, signOut, stage } from '../../state/session';
import { instancesLink, view } from '../../state/view';
import { drawerOpen } from './drawer';

/** The head of every page: where one is, who one is, and how the page looks. */
export function Head() {
  const open = stage.value === 'open';
  return (
    <header class="head">
      <a class="brand" href={instancesLink.value}>
        <span class="brand-mark" aria-hidden="true">
          <Icon name="start" />
        </span>
        <span class="brand-words">EC2 Control</span>
        {index.value?.profile === 'lab' && <span class="profile">lab</span>}
      </a>
      {open && <Tabs />}
      <div class="head-end">
        {open && index.value?.auth === 'key' && (
          <>
            <span class="who" title={`Allowed: ${me.value?.actions.join(', ')}`}>
              <Icon name="key" /> <bdi>{me.value?.name}</bdi>
            </span>
            <Button kind="quiet" small title="Forget the key" onClick={signOut}>
              Forget
            </Button>
          </>
        )}
        <Button
          kind="quiet"
          icon={theme.value}
          label={`Theme: ${theme.value}`}
          title={`Theme: ${theme.value === 'auto' ? 'as the system has it' : theme.value}`}
          onClick={nextTheme}
        />
        <Button
          kind="quiet"
          icon="terminal"
          title="Every call as a curl command"
          pressed={drawerOpen.value}
          onClick={() => {
            drawerOpen.value = !drawerOpen.value;
          }}
        >
          Calls
        </Button>
      </div>
    </header>
  );
}

function Tabs() {
  const { page } = view.value;
  const link = (name: string, href: string, words: string) => (
    <a href={href} aria-current={page === name || (page === 'job' && name === 'jobs') ? 'page' : undefined}>
      {words}
    </a>
  );
  return (
    <nav class="tabs" aria-label="Pages">
      {link('instances', instancesLink.value, 'Instances')}
      {link('jobs', '#/jobs', 'Jobs')}
      {offers('schedules') && link('schedules', '#/schedules', 'Schedules')}
      {link('api', '#/api', 'API')}
    </nav>
  );
}
