import { type EmulatorSettings, readSettings } from '../../../scripts/settings/settings';

/** Settings of an emulator on this port; its lock and folder have the port in their names. */
export function emulatorSettings(port: number, more: Readonly<Record<string, string>> = {}): EmulatorSettings {
  return readSettings({ EMULATOR_PORT: String(port), ...more }).emulator;
}
