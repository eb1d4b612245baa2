/** Where somebody else's database is, and as whom it is read. */
export interface OutsideDatabase {
  /** As it is known: for the certificate. */
  readonly host: string;
  /** The address that was checked (`outsideAddress`): it is the one connected to. */
  readonly address: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly tls: 'off' | 'require' | 'verify';
  readonly timeoutMs: number;
}
