/**
 * The authorities whose certificates clients here trust, as Go finds them (Go, `crypto/x509`, `root_unix.go`): where SSL_CERT_FILE
 * and SSL_CERT_DIR say, else where systems keep them. Node knows only its own list. Loaded where that was not enough.
 */
import { X509Certificate } from 'node:crypto';
import { readdirSync } from 'node:fs';
import type { Agent } from 'node:http';
import { join } from 'node:path';
import * as tls from 'node:tls';
import { readRegularFile } from '../files/regular-file.js';

/** The first that can be read counts (`root_linux.go`, `root_bsd.go`). */
const FILES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];
const FOLDERS = ['/etc/ssl/certs', '/etc/pki/tls/certs'];

/** In bytes, of a file: that of Debian has 220,000. */
const FILE_LIMIT = 4 * 1024 * 1024;
/** A folder has each authority under two or three names. */
const FOLDER_LIMIT = 2000;

/**
 * Has an agent trust those of Node, which NODE_EXTRA_CA_CERTS adds to, and those of this machine: once for all of its
 * connections, for to load them takes a tenth of a second. Never throws.
 */
export function trustHere(agent: Agent, { NODE_EXTRA_CA_CERTS, ...env } = process.env): void {
  // What an agent adds to the options of each connection (Node.js, `lib/_http_agent.js`); its types leave it out.
  const { options } = agent as Agent & { options: object };
  const file = (env.SSL_CERT_FILE ? [env.SSL_CERT_FILE] : FILES).map(textIn).find((text) => text !== '');
  const folders = env.SSL_CERT_DIR ? env.SSL_CERT_DIR.split(':') : FOLDERS;
  const texts = [
    ...(NODE_EXTRA_CA_CERTS ? [textIn(NODE_EXTRA_CA_CERTS)] : []),
    file ?? '',
    ...folders.flatMap(filesOf).map(textIn),
  ];
  const found = new Set(texts.flatMap(certificatesIn));
  const ca = [...tls.rootCertificates, ...ofPlatform(), ...[...found].filter(isCertificate)];
  Object.assign(options, { secureContext: tls.createSecureContext({ ca }) });
}

/** macOS and Windows keep theirs in no file; Node.js reads them from 22.15 on. */
function ofPlatform(): readonly string[] {
  const isFiled = process.platform !== 'darwin' && process.platform !== 'win32';
  const { getCACertificates } = tls as { getCACertificates?: (type: 'system') => string[] };
  return isFiled ? [] : (getCACertificates?.('system') ?? []);
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder)
      .slice(0, FOLDER_LIMIT)
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function textIn(file: string): string {
  try {
    return readRegularFile(file, FILE_LIMIT).toString('latin1');
  } catch {
    return '';
  }
}

/** Without what is none: one that can't be read must not keep the others from counting. */
function certificatesIn(text: string): string[] {
  const begin = '-----BEGIN CERTIFICATE-----';
  const end = '-----END CERTIFICATE-----';
  return text
    .split(begin)
    .slice(1)
    .map((after) => `${begin}${after.slice(0, after.indexOf(end) + end.length)}\n`);
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
