import { Messages } from './parts/messages';
import { stage } from './state/session';
import { view } from './state/view';
import { Dialogs } from './views/dialogs/dialogs';
import { Drawer } from './views/frame/drawer';
import { Head } from './views/frame/head';
import { Silence } from './views/frame/silence';
import { Waiting } from './views/frame/waiting';
import { Instances } from './views/instances/instances';
import { JobPage } from './views/jobs/job';
import { Jobs } from './views/jobs/jobs';
import { Reference } from './views/reference/reference';
import { Schedules } from './views/schedules/schedules';
import { KeyPage } from './views/sign-in/key';
import { UnsignedPage } from './views/sign-in/unsigned';

/** The whole page. */
export function App() {
  return (
    <>
      <button type="button" class="skip" onClick={toContent}>
        Skip to the content
      </button>
      <Head />
      <Silence />
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
  switch (stage.value) {
    case 'waiting':
      return <Waiting />;
    case 'unsigned':
      return <UnsignedPage />;
    case 'locked':
      return <KeyPage />;
    default:
  }
  const { value } = view;
  switch (value.page) {
    case 'instances':
      return <Instances />;
    case 'jobs':
      return <Jobs filter={value.filter} />;
    case 'job':
      return <JobPage />;
    case 'schedules':
      return <Schedules />;
    case 'api':
      return <Reference />;
  }
}
