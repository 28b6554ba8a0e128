// A self-signed certificate for this machine's names and addresses, for trying things out on other devices.
import { X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { lanAddresses } from './network.mjs';
import { root } from './project.mjs';
import { java, must } from './shell.mjs';

const days = 90;
const password = 'only-for-the-way-from-keytool-to-pem';

/**
 * Makes the certificate unless the folder holds one that still fits.
 * @param {string[]} hosts further names or addresses that it must be good for
 * @returns {Promise<{cert: string, key: string}>} the PEM files
 */
export async function selfSigned(folder, hosts) {
  const pem = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  const names = [...new Set(['localhost', hostname(), ...hosts.filter((host) => !isAddress(host))])].filter(isName);
  const addresses = [...new Set(['127.0.0.1', '::1', ...lanAddresses(), ...hosts.filter(isAddress)])];
  if (!fits(pem.cert, [...names, ...addresses])) {
    mkdirSync(folder, { recursive: true });
    await make(pem, [...names.map((name) => `dns:${name}`), ...addresses.map((address) => `ip:${address}`)]);
  }
  return pem;
}

const isAddress = (host) => host.includes(':') || /^[\d.]+$/.test(host);
const isName = (host) => /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(host);

function fits(file, hosts) {
  try {
    const found = new X509Certificate(readFileSync(file));
    const lasts = Date.parse(found.validTo) - Date.now() > 86_400_000;
    return lasts && hosts.every((host) => (isAddress(host) ? found.checkIP(host) : found.checkHost(host)));
  } catch {
    return false;
  }
}

async function make(pem, alternatives) {
  const scratch = mkdtempSync(join(tmpdir(), 'parley-tls-'));
  const store = join(scratch, 'store.p12');
  const quiet = { stdio: 'ignore' };
  const keytool = (...args) =>
    must('making the certificate', java('keytool'), [...args, '-keystore', store, '-storepass', password], quiet);
  try {
    await keytool(
      ...['-genkeypair', '-alias', 'parley', '-keyalg', 'EC', '-groupname', 'secp256r1', '-storetype', 'PKCS12'],
      ...['-dname', 'CN=Parley on this machine', '-validity', `${days}`, '-ext', `san=${alternatives.join(',')}`],
      ...['-ext', 'eku=serverAuth'],
    );
    await keytool('-exportcert', '-rfc', '-alias', 'parley', '-file', pem.cert);
    const program = join(root, 'scripts', 'lib', 'ExportKey.java');
    await must('writing the key', java(), [program, store, password, 'parley', pem.key], quiet);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
