import { Ec2Fault } from './fault';

/** EC2's refusals to change an instance, in its own words. */

export const notStartable = (id: string) =>
  new Ec2Fault('IncorrectInstanceState', `The instance '${id}' is not in a state from which it can be started.`);

export const notStoppable = (id: string) =>
  new Ec2Fault('IncorrectInstanceState', `The instance '${id}' is not in a state from which it can be stopped.`);

export const neverRan = (id: string) =>
  new Ec2Fault(
    'IncorrectInstanceState',
    `Instance '${id}' cannot be stopped as it has never reached the 'running' state.`,
  );

export const notRunning = (id: string) =>
  new Ec2Fault('IncorrectInstanceState', `The instance '${id}' is not in the 'running' state.`);

export const noRootVolume = (id: string) =>
  new Ec2Fault(
    'InvalidParameterValue',
    `Invalid value '${id}' for instanceId. Instance does not have a volume attached at root (/dev/xvda)`,
  );

export const oneTimeSpot = (id: string) =>
  new Ec2Fault(
    'UnsupportedOperation',
    `You can't stop the Spot Instance '${id}' because it is associated with a one-time Spot Instance request. You can only stop Spot Instances associated with persistent Spot Instance requests.`,
  );

export const notHibernatable = (id: string) =>
  new Ec2Fault(
    'UnsupportedHibernationConfiguration',
    `The instance '${id}' was not launched with hibernation enabled.`,
  );

export const protectedAgainst = (id: string, what: 'stopped' | 'terminated', attribute: string) =>
  new Ec2Fault(
    'OperationNotPermitted',
    `The instance '${id}' may not be ${what}. Modify its '${attribute}' instance attribute and try again.`,
  );

export const tooManyInstances = (quota: number) =>
  new Ec2Fault(
    'VcpuLimitExceeded',
    `You have requested more vCPU capacity than your current vCPU limit of ${quota} allows for the instance bucket that the specified instance type belongs to.`,
  );
