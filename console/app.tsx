import { connection } from './api/connection';
import { Button } from './parts/button';
import { Icon } from './parts/icon';
import { Messages } from './parts/messages';
import { now } from './state/clock';
import { listTrack } from './state/polling';
import { nextTheme, theme } from './state/screen';
import { enter, index, me, offers, signOut, stage } from './state/session';
import { instancesLink, view } from './state/view';
import { Dialogs } from './views/dialogs/dialogs';
import { Drawer, drawerOpen } from './views/drawer';
import { Instances } from './views/instances/instances';
import { JobPage } from './views/jobs/job';
import { Jobs } from './views/jobs/jobs';
import { KeyPage, UnsignedPage } from './views/key';
import { Reference } from './views/reference/reference';
import { Schedules } from './views/schedules/schedules';

/** The whole page. */
export function App() {
  return (
    <>
      <button type="button" class="skip" onClick={toContent}>
        To the content
      </button>
      <Head />
      {connection.value !== undefined && <Silence since={connection.value} />}
      <div class="middle">
        <Page />
        <Drawer />
      </div>
      <Messages />
      <Dialogs />
    </>
  );
}

function toContent(): void {
  const content = document.getElementById('content');
  content?.setAttribute('tabindex', '-1');
  content?.focus();
}

function Page() {
  const { value } = view;
  switch (stage.value) {
    case 'waiting':
      return (
        <main class="page" id="content">
          <p class="empty">{connection.value === undefined ? 'Loading …' : 'Waiting for the API …'}</p>
        </main>
      );
    case 'unsigned':
      return <UnsignedPage />;
    case 'locked':
      return <KeyPage />;
    default:
  }
  switch (value.page) {
    case 'instances':
      return <Instances />;
    case 'jobs':
      return <Jobs filter={value.filter} />;
    case 'job':
      return <JobPage id={value.id} />;
    case 'schedules':
      return <Schedules />;
    case 'api':
      return <Reference />;
  }
}

function Head() {
  const { page } = view.value;
  const open = stage.value === 'open';
  const link = (name: string, href: string, words: string) => (
    <a href={href} aria-current={page === name || (page === 'job' && name === 'jobs') ? 'page' : undefined}>
      {words}
    </a>
  );
  return (
    <header class="head">
      <a class="brand" href={instancesLink.value}>
        <span class="brand-mark" aria-hidden="true">
          <Icon name="start" />
        </span>
        <span class="brand-words">EC2 Control</span>
        {index.value?.profile === 'lab' && <span class="profile">lab</span>}
      </a>
      {open && (
        <nav class="tabs" aria-label="Pages">
          {link('instances', instancesLink.value, 'Instances')}
          {link('jobs', '#/jobs', 'Jobs')}
          {offers('schedules') && link('schedules', '#/schedules', 'Schedules')}
          {link('api', '#/api', 'API')}
        </nav>
      )}
      <div class="head-end">
        {open && index.value?.auth === 'key' && (
          <>
            <span class="who" title={`May do: ${me.value?.actions.join(', ')}`}>
              <Icon name="key" /> {me.value?.name}
            </span>
            <Button kind="quiet" small title="Forget the key" onClick={signOut}>
              Forget
            </Button>
          </>
        )}
        <Button
          kind="quiet"
          icon={theme.value}
          label={`Colors: ${theme.value}`}
          title="Light, dark, or as the system has it"
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

function Silence({ since }: { readonly since: number }) {
  const seconds = Math.max(0, Math.round((now.value - since) / 1_000));
  return (
    <div class="silence" role="alert">
      <Icon name="warning" />
      <span>
        The API does not answer
        <span aria-hidden="true">{seconds > 2 ? `, for ${seconds} s now` : ''}</span>. What you see may be out of date.
        The page keeps trying.
      </span>
      <Button small onClick={() => void (stage.value === 'open' ? listTrack.go() : enter())}>
        Try now
      </Button>
    </div>
  );
}
