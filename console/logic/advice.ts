/** What somebody can do about a problem, by its code; `docs/errors.md` says more of each. */
const advice: Readonly<Record<string, string>> = {
  action_not_allowed: 'Ask the person who manages the keys for this action.',
  aws_throttled: 'Wait a few seconds and try again.',
  aws_timeout: 'Look at the state in a minute, then try again.',
  aws_unavailable: 'Try again in a minute.',
  aws_unreachable: 'Is the emulator running? "make" starts it again.',
  body_too_large: 'Select fewer instances.',
  docker_unreachable: 'Start the Docker Engine, then try again.',
  final_state_not_reached: 'Read the reason that EC2 gave, fix it, and start again.',
  idempotency_key_reused: 'Send it again with a new key.',
  instance_busy: 'Wait until it has reached its state.',
  instance_not_allowed: 'Give it the tag that this API needs, in EC2.',
  instance_not_found: 'It may have been terminated: refresh the list.',
  instance_not_running: 'Start it instead.',
  instance_terminated: 'Create a new one.',
  insufficient_capacity: 'Try again later, or create one of another type or in another zone.',
  invalid_launch_parameter: 'Correct what is named, and create again.',
  name_taken: 'Choose another name.',
  not_created_here: 'Terminate it in EC2: this API deletes only what it created.',
  quota_exceeded: 'Stop or delete others, or have the quota raised in AWS.',
  region_not_allowed: 'Choose one of the regions that this deployment allows.',
  role_misconfigured: 'Ask the person who deployed this API: its role lacks a permission.',
  root_volume_missing: 'Attach a root volume in EC2.',
  schedule_exists: 'Choose another name: this one is taken.',
  spot_not_stoppable: 'A one-time Spot Instance can only be deleted.',
  stop_protected: 'Turn off its stop protection in EC2.',
  subnet_full: 'Choose another subnet.',
  termination_protected: 'Turn off its termination protection in EC2.',
  too_many_instances: 'Select fewer instances.',
  too_many_requests: 'Wait a second and try again.',
  unauthenticated: 'Ask the person who deployed this API for one.',
  unsupported_operation: 'Try without the extra option.',
};

/** What to do about a problem; empty where nothing is to be said that the detail does not say. */
export function adviceFor(code: string | undefined): string {
  return code === undefined ? '' : (advice[code] ?? '');
}
