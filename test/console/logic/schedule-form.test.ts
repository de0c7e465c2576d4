import { bodyOf, formOf, newSchedule, scheduleBody } from '../../../console/logic/schedule-form';

const schedule = {
  name: 'office-hours',
  tags: { Env: 'dev', Team: 'web' },
  start: '0 8 * * mon-fri',
  time_zone: 'Europe/Paris',
  except: ['2026-12-25'],
  enabled: true,
  region: 'eu-west-1',
  next: [],
};

test('a schedule that is only disabled stays what it was', () => {
  const { name: _, next: __, ...body } = schedule;

  expect(bodyOf(schedule, false)).toEqual({ ...body, enabled: false });
});

test('what was left empty is left out', () => {
  const form = { ...newSchedule('UTC'), name: 'x', tags: '', instance_id: 'i-1, i-2', stop: '' };

  expect(scheduleBody(form, true, undefined)).toEqual({
    instance_id: ['i-1', 'i-2'],
    time_zone: 'UTC',
    start: '0 8 * * mon-fri',
    enabled: true,
  });
});

test('one instance and several are both shown as text', () => {
  expect(formOf({ name: 'x', instance_id: 'i-1' }).instance_id).toBe('i-1');
  expect(formOf({ name: 'x', instance_id: ['i-1', 'i-2'] }).instance_id).toBe('i-1, i-2');
});
