import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { BlockList, isIPv6 } from 'node:net';
import type { ServerOptions } from 'node:https';
import { TLSSocket } from 'node:tls';
import type { FastifyRequest } from 'fastify';
import { ConfigError, type Config } from '../config.ts';

type FileVariable = 'TLS_KEY' | 'TLS_CERT' | 'TLS_CLIENT_CA';

/** @throws ConfigError that names the variable whose file cannot be read */
function contentOf(config: Config, name: FileVariable): Buffer {
  try {
    return readFileSync(config[name] ?? '');
  } catch (error) {
    throw new ConfigError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * How the server ends TLS itself; undefined when a proxy does, or nobody. A client may show a certificate and need not:
 * most come without one, and what a wrong one is refused is decided by whoever asks for it.
 * @throws ConfigError
 */
export function tlsOptions(config: Config): ServerOptions | undefined {
  if (config.TLS_CERT === undefined) return undefined;
  return {
    key: contentOf(config, 'TLS_KEY'),
    cert: contentOf(config, 'TLS_CERT'),
    minVersion: 'TLSv1.2',
    ...(config.TLS_CLIENT_CA
      ? { ca: contentOf(config, 'TLS_CLIENT_CA'), requestCert: true, rejectUnauthorized: false }
      : {}),
  };
}

/** A fingerprint as it is compared: 64 lower-case hexadecimal digits. */
const plainFingerprint = (text: string): string => text.replaceAll(':', '').toLowerCase();

function inForce(certificate: X509Certificate, now: Date): string | undefined {
  const { validFromDate, validToDate, fingerprint256 } = certificate;
  return validFromDate <= now && now <= validToDate ? plainFingerprint(fingerprint256) : undefined;
}

function parsed(text: string): X509Certificate | undefined {
  const [, bytes] = /^:([A-Za-z0-9+/=]+):$/.exec(text) ?? [];
  try {
    return new X509Certificate(bytes ? Buffer.from(bytes, 'base64') : decodeURIComponent(text));
  } catch {
    return undefined;
  }
}

/** What a proxy writes: the fingerprint (HAProxy), the certificate percent-escaped (nginx) or as RFC 9440 has it. */
function readHandedOn(text: string, now: Date): string | undefined {
  if (/^([0-9a-f]{2}:?){31}[0-9a-f]{2}$/i.test(text)) return plainFingerprint(text);
  const certificate = parsed(text);
  return certificate && inForce(certificate, now);
}

function ofConnection({ socket }: FastifyRequest, now: Date): string | undefined {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
  const certificate = socket.getPeerX509Certificate();
  // A connection may outlive the certificate it began with.
  return certificate && inForce(certificate, now);
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

/**
 * Finds the verified client certificate that a request comes with: of its own connection, or, where the configured header
 * comes straight from a trusted proxy, the one that the proxy verified. From anyone else the header counts for nothing.
 * @returns for a request and the time, the SHA-256 fingerprint in 64 hexadecimal digits; undefined without a valid one
 */
export function certificateReader({ TRUSTED_PROXIES, CLIENT_CERTIFICATE_HEADER: header }: Config) {
  const trusted = listOf(TRUSTED_PROXIES);
  const isProxy = (address: string): boolean => trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  return (request: FastifyRequest, now: Date): string | undefined => {
    // A proxy's own certificate is nobody else's: behind it the header alone says who came.
    if (header === undefined || !isProxy(request.socket.remoteAddress ?? ''))
      return ofConnection(request, now);
    const said = request.headers[header];
    return typeof said === 'string' ? readHandedOn(said.trim(), now) : undefined;
  };
}
