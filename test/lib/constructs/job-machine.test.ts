import { JobStep } from '../../../contract/jobs';
import { jobMachineDefinition } from '../../../lib/constructs/job-machine-definition';
import { synthesize } from '../synthesis';

interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly Parameters?: { readonly job_step: string };
  readonly Next?: string;
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
  readonly Retry?: readonly unknown[];
  readonly TimeoutSeconds?: number;
}

const definition = jobMachineDefinition('the-function');
const states = Object.entries<State>(definition.States);

test('outlasts the longest stop_after, 30 days, and ends one day', () => {
  expect(definition.TimeoutSeconds).toBeGreaterThan(30 * 86_400);
  expect(definition.TimeoutSeconds).toBeLessThan(365 * 86_400);
});

test('whatever goes wrong in any step ends the job: nothing hangs and nothing escapes', () => {
  for (const [name, state] of states.filter(([, { Type }]) => Type === 'Task' || Type === 'Map')) {
    expect([name, state.Catch?.[0]?.ErrorEquals]).toEqual([name, ['States.ALL']]);
    expect(['Give up', 'Failed']).toContain(state.Catch?.[0]?.Next);
  }
});

test('every step is a call of the one function, has a time limit, and is repeated: longest after what passes', () => {
  const tasks = [
    ...states.map(([, state]) => state),
    definition.States.Act.ItemProcessor.States['Act on a batch'] as State,
  ].filter(({ Type }) => Type === 'Task');

  for (const task of tasks) {
    expect(task).toMatchObject({
      Resource: 'the-function',
      TimeoutSeconds: expect.any(Number),
      Retry: [
        // More than five minutes for what passes by itself.
        { ErrorEquals: expect.arrayContaining(['PassingFailure', 'Lambda.TooManyRequestsException']), MaxAttempts: 12 },
        { ErrorEquals: ['States.ALL'] },
      ],
    });
  }
  expect(new Set(tasks.map(({ Parameters }) => Parameters?.job_step))).toEqual(new Set(Object.values(JobStep)));
});

test('its log and traces hold no input or output', () => {
  synthesize().template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
    StateMachineType: 'STANDARD',
    LoggingConfiguration: { IncludeExecutionData: false },
  });
});

test('every state can be reached, and leads to one that there is', () => {
  const text = JSON.stringify(definition.States);
  const targets = [...text.matchAll(/"(?:Next|Default)":"([^"]+)"/g)].map(([, name]) => name);

  expect(new Set([definition.StartAt, ...targets])).toEqual(new Set(Object.keys(definition.States)));
});

test('the machine may invoke its function, deliver its log and its traces, and nothing else', () => {
  const policies = Object.entries(synthesize().template.findResources('AWS::IAM::Policy'));
  const own = policies.filter(([name]) => name.startsWith('JobsRole')).map(([, { Properties }]) => Properties);

  const actions: readonly string[] = own.flatMap(({ PolicyDocument }) =>
    PolicyDocument.Statement.flatMap(({ Action }: { Action: string | string[] }) => Action),
  );
  expect(actions.filter((action) => !/^(logs|xray):/.test(action))).toEqual(['lambda:InvokeFunction']);
});
