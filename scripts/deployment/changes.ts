import { Auth, Profile } from '../../contract/environment';
import { Failure, wrap } from '../console/failure';
import { deployCommand } from '../settings/command-line';
import type { Variables } from '../settings/env-file';
import type { Settings } from '../settings/settings';
import { authOf, type DeployedSettings, type DeploymentRecord } from './record';

/**
 * Refuses a deployment that would let everyone in where the last one let in callers alone, unless the command itself says so:
 * a PROFILE that was forgotten must not open anything.
 * @param before - the last deployment at the same place; undefined for a first one
 * @throws Failure with the commands that keep it closed, and that open it
 * @see docs/decisions/0033
 */
export function refuseOpening(before: DeploymentRecord | undefined, settings: Settings, variables: Variables): void {
  if (before === undefined || before.auth === Auth.none || authOf(settings) !== Auth.none) return;
  const profileBefore = before.settings?.profile ?? Profile.production;
  const changed = Boolean(variables.PROFILE?.trim()) && settings.profile !== profileBefore;
  if (changed || settings.context.auth === Auth.none) return;
  const open =
    settings.profile === profileBefore
      ? { CONTEXT: contextText({ ...settings.context, auth: Auth.none }) }
      : { PROFILE: settings.profile };
  throw new Failure(
    `The last deployment from here lets only callers in (PROFILE=${profileBefore}, auth=${before.auth}), and this command would let in ` +
      'everyone who can reach it. To deploy it as before:\n\n' +
      `  ${before.command ?? 'make PROFILE=production'}\n\nTo let everyone in:\n\n  ${deployCommand(variables.MAKEFLAGS, open)}`,
  );
}

/** Says which settings of the last deployment the new one does not have, with the command that has them; undefined for none. */
export function lostNote(
  before: DeploymentRecord | undefined,
  settings: Settings,
  variables: Variables,
): string | undefined {
  const lost = lostSettings(before?.settings, settings, variables);
  const names = Object.entries(lost).map(([name, value]) => `${name}=${value}`);
  if (names.length === 0) return undefined;
  const { CONTEXT, ...others } = lost;
  const context = CONTEXT === undefined ? {} : { CONTEXT: [CONTEXT, contextText(settings.context)].join(' ').trim() };
  const command = deployCommand(variables.MAKEFLAGS, { ...others, ...context });
  return `${wrap(
    `Note: the last deployment here had ${names.join(', ')}, and this one has not. With what it had, again (a file .env keeps settings):`,
  )}\n\n${command}\n`;
}

function lostSettings(before: DeployedSettings | undefined, settings: Settings, variables: Variables): Variables {
  if (before === undefined) return {};
  const { profile, instanceId, ec2Endpoint, docker, container, context } = before;
  const keys = Object.keys(context).filter((key) => settings.context[key] === undefined);
  const lost = {
    PROFILE: profile === settings.profile || variables.PROFILE?.trim() ? undefined : profile,
    INSTANCE_ID:
      settings.instanceId === undefined && (docker === undefined) === (settings.docker === undefined)
        ? instanceId
        : undefined,
    EC2_ENDPOINT: settings.ec2Endpoint === undefined ? ec2Endpoint : undefined,
    COMPUTE: docker !== undefined && settings.docker === undefined && !variables.COMPUTE?.trim() ? 'docker' : undefined,
    CONTAINER: container && !settings.container && !variables.CONTAINER?.trim() ? 'on' : undefined,
    CONTEXT:
      keys.length === 0 ? undefined : contextText(Object.fromEntries(keys.map((key) => [key, context[key] ?? '']))),
  };
  return Object.fromEntries(Object.entries(lost).filter(([, value]) => value !== undefined));
}

function contextText(context: Readonly<Record<string, string>>): string {
  return Object.entries(context)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');
}
