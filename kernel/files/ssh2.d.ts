/** The part of ssh2 that is used here. */
declare module 'ssh2' {
  import type { Readable } from 'node:stream';
  import type { Socket } from 'node:net';

  export interface Stats {
    readonly size: number;
    /** Seconds since 1970. */
    readonly mtime: number;
    isFile(): boolean;
  }
  export interface Sftp {
    readdir(
      path: string,
      done: (error: Error | undefined, list: { readonly filename: string; readonly attrs: Stats }[]) => void,
    ): void;
    lstat(path: string, done: (error: Error | undefined, stats: Stats) => void): void;
    createReadStream(path: string): Readable;
  }
  export interface ConnectOptions {
    readonly sock: Socket;
    readonly username: string;
    readonly password?: string;
    readonly privateKey?: string;
    readonly readyTimeout: number;
    readonly tryKeyboard: false;
    /** @param key the host's public key as it goes over the wire */
    readonly hostVerifier: (key: Buffer) => boolean;
  }
  export class Client {
    on(event: 'error', listener: (error: Error) => void): this;
    on(event: 'ready' | 'close', listener: () => void): this;
    connect(options: ConnectOptions): this;
    sftp(done: (error: Error | undefined, sftp: Sftp) => void): this;
    end(): this;
    destroy(): this;
  }
}
