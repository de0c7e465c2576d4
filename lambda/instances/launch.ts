import type { StateChange } from './ec2';
import type { Architecture, LaunchSpec } from './launch-spec';

/** An image as a launch needs to know it. */
export interface Image {
  readonly imageId: string;
  /** Absent where the image cannot be described. */
  readonly architecture?: Architecture;
  /** The name of its root device, e.g. `/dev/xvda`. */
  readonly rootDevice?: string;
  /** GiB of its root volume. */
  readonly rootSize?: number;
  /** It has Windows on it, where cloud-init makes no login. */
  readonly windows?: true;
}

/** A launch whose image is known. */
export interface Launch extends LaunchSpec {
  readonly imageId: string;
  readonly rootDevice: string;
  /** The same launch is made only once, where EC2 heeds it. */
  readonly clientToken: string;
}

/** EC2's launching in one region. Every method throws only `Problem`. */
export interface Launcher {
  /**
   * Finds the newest Amazon Linux 2023 by its public parameter. Throws `invalid_launch_parameter` where the region has
   * none.
   */
  newestImage(architecture: Architecture): Promise<string>;
  /** Describes an image; of one that EC2 does not show only the id is known. */
  image(imageId: string): Promise<Image>;
  /**
   * Gets an image ready to be launched from, and waits for a part of the time that it takes.
   * @returns whether it is ready; if not, ask again
   */
  prepare(imageId: string): Promise<boolean>;
  /** Finds the instance of an earlier launch with the client token, in whatever state. */
  launched(clientToken: string): Promise<StateChange | undefined>;
  /** Launches one instance; a repeated client token gives the first one's again, where EC2 heeds it. */
  launch(launch: Launch): Promise<StateChange>;
}

/** Gives the launcher of a region, under the function's own credentials. */
export type LauncherOf = (region: string) => Launcher;
