/** What kept a client from a registry, as far as it says so: a sentence and a cure for each, in each language. */
import { isLoopbackHost } from '../../evidence/http/http.js';
import type { Localized } from '../../types.js';
import type { Facts } from '../facts.js';
import { han } from '../han.js';
import { isGitHubCom } from '../wording.js';

/**
 * `connection`: no answer came, and nothing tells why. A proxy that gives an answer of its own is there: `proxy-login`, it
 * knows nobody without one; `proxy-answer`, it leads nobody on.
 */
export type Hindrance =
  | 'proxy'
  | 'proxy-login'
  | 'proxy-answer'
  /** Its time is over or has not come: the clock decides that. */
  | 'certificate-time'
  /** Of an authority that nobody here knows, or of another name: no clock mends it. */
  | 'certificate-origin'
  /** What is wrong with it is not said. */
  | 'certificate'
  | 'name'
  | 'connection';

/**
 * In the words of Go, curl, Node, Python and Java, and in our own; the first that fits, for a proxy is looked up by its name,
 * too. Where one is in between, it alone is connected to: a name or an address that fails then is the proxy's.
 */
const IN_WORDS: [Exclude<Hindrance, 'connection'>, RegExp][] = [
  [
    'proxy-login',
    /Proxy Authentication Required|\b(?:proxy|CONNECT|tunnel)\b[^\n]{0,40}\b407\b|\b407\b[^\n]{0,20}\b(?:proxy|CONNECT)\b/i,
  ],
  [
    'proxy-answer',
    /": Forbidden$|\bproxy answered HTTP \d|\bCONNECT tunnel failed|Unable to tunnel|\bTunnel connection failed: \d|\bHTTP code \d+ from proxy/im,
  ],
  [
    'proxy',
    /\bproxyconnect\b|resolve proxy|\bProxyError\b|\bproxy (?:address )?in HTTPS_PROXY\b|\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|connect ETIMEDOUT)\b[^\n]* through the proxy /im,
  ],
  // OpenSSL's (`X509_verify_cert_error_string`), Go's, Java's, rustls' and Windows' words for its dates, and then for its origin.
  [
    'certificate-time',
    /certificate (?:has |is )?(?:expired|not (?:yet )?valid)|invalid peer certificate: (?:certificate )?(?:expired|not ?valid ?yet)|\b(?:SEC_E_)?CERT_(?:EXPIRED\b|HAS_EXPIRED|NOT_YET_VALID)|\bCertificate(?:Expired|NotYetValid)Exception\b|\bNotAfter:/i,
  ],
  [
    'certificate-origin',
    /signed by unknown authority|invalid peer certificate: (?:certificate )?(?:unknown ?issuer|not ?valid ?for ?name)|\bSEC_E_(?:UNTRUSTED_ROOT|WRONG_PRINCIPAL)|self[- ]signed certificate|\bSELF_SIGNED|unable to get (?:local )?issuer|UNABLE_TO_(?:GET_ISSUER|VERIFY)|unable to verify the first certificate|\bPKIX path\b|certificate's altnames|\bERR_TLS_CERT_ALTNAME|No subject alternative|x509: (?:certificate is (?:not )?valid for|cannot validate certificate for|certificate is not authorized|certificate relies on legacy)|hostname mismatch|IP address mismatch|does not match (?:target )?host ?name/i,
  ],
  [
    'certificate',
    /\bx509: |invalid peer certificate|certificate verify failed|certificate (?:has expired|is not (?:yet )?valid)|certificate's altnames|\bERR_TLS_CERT|\bCERT_[A-Z]|No subject alternative|SSL certificate problem|self[- ]signed certificate|unable to get (?:local )?issuer|UNABLE_TO_(?:GET_ISSUER|VERIFY)|\bPKIX path\b|curl: \(60\)/i,
  ],
  [
    'name',
    /\blookup \S|no such host|could not resolve host|name resolution|name or service not known|\bENOTFOUND\b|\bEAI_AGAIN\b|\bUnknownHostException\b|curl: \(6\)/i,
  ],
];

/** What a client says, or we, of a conversation that did not come about. */
export function hindranceIn(words: string): Hindrance {
  return IN_WORDS.find(([, pattern]) => pattern.test(words))?.[0] ?? 'connection';
}

const PROXY =
  /\bthrough the proxy ([^\s()]+)|\bresolve proxy: ([^\s()]+)|\bproxyconnect tcp: dial tcp:? (?:lookup )?(\S+?):?(?:\s|$)/;

/** `HOST` or `HOST:PORT` of the proxy that could not be used, where the words name it. */
export function proxyIn(words: string): string | null {
  const [, ...named] = PROXY.exec(words) ?? [];
  return named.find((each) => each !== undefined) ?? null;
}

interface Words {
  /** What did not work, without a full stop. */
  what: Record<Hindrance, (registry: string, proxy: string | null) => string>;
  cure: Record<Hindrance, (f: Facts, proxy: string | null) => string>;
  /** Where this program, which runs on Node.js, takes authorities from beside Node's own list (`evidence/http/authorities.ts`; Node.js docs, "CLI"). */
  ownTrust: string;
}

/** What is looked up of an address: a port is no part of a name. */
function nameIn(host: string): string {
  return host.replace(/:\d+$/, '');
}

export const UNREACHABLE: Localized<Words> = {
  en: {
    what: {
      proxy: (registry, proxy) =>
        `The proxy that is set${proxy ? `, ${proxy},` : ''} could not be used to get to ${registry}`,
      'proxy-login': (registry) => `The proxy that is set asks for a login before it leads to ${registry}`,
      'proxy-answer': (registry) => `The proxy that is set did not lead to ${registry}`,
      'certificate-time': (registry) =>
        `The certificate that was shown for ${registry} was not accepted: by the clock of who asked, it is not valid now`,
      'certificate-origin': (registry) => `The certificate that was shown for ${registry} was not accepted`,
      certificate: (registry) => `The certificate that was shown for ${registry} was not accepted`,
      name: (registry) => `The name ${nameIn(registry)} could not be resolved`,
      connection: (registry) => `No connection to ${registry} could be made`,
    },
    cure: {
      proxy: (f, proxy) =>
        `Set the address of a proxy that answers${proxy ? ` in the place of ${proxy}` : ''}, or take the setting out.${daemons(f)} In a container, 127.0.0.1 is the container itself.`,
      'proxy-login': (f) =>
        `Set the address of a proxy with its login in it, http://USER:PASSWORD@HOST:PORT: a character such as @ is written as %40 there.${daemons(f)}`,
      'proxy-answer': (f) =>
        `Set the address of a proxy that lets requests to ${f.registry}${layersToo(f, ' and ')} through, or have this one let them through.${daemons(f)}`,
      'certificate-time': (f) =>
        `Look at the machine's clock first. If it is right, a proxy or a filter of the network shows an old certificate of its own: let requests to ${f.registry} through it, or have that certificate renewed.`,
      'certificate-origin': (f) =>
        isGitHubCom(f)
          ? `A proxy or a filter of the network shows a certificate of its own: let requests to ${f.registry} through it, or make what asks trust its authority.`
          : `${f.registry}, or a proxy in front of it, shows a certificate of its own: make what asks trust its authority, or have a certificate for ${f.registry} installed there.`,
      certificate: (f) =>
        `Look at the machine's clock first. If it is right, a proxy or a filter of the network shows a certificate of its own: let requests to ${f.registry} through it, or make what asks trust its authority.`,
      name: (f) =>
        `Mend name resolution where the request is made: there, nslookup ${nameIn(f.registry)} has to give an address.`,
      connection: (f) =>
        isLoopbackHost(f.registry)
          ? `Start the registry that is to answer at ${f.registry}, or look whether that is its port: this address is the machine itself, and in a container the container.`
          : `Let this machine reach ${f.registry}${layersToo(f, ' and ')} over HTTPS: check proxy, firewall and name resolution.${daemons(f)}`,
    },
    ownTrust:
      " What asked here takes it from this machine's list, or from the PEM file that NODE_EXTRA_CA_CERTS or SSL_CERT_FILE names; docker and podman have places of their own.",
  },
  'zh-CN': {
    what: {
      proxy: (registry, proxy) => han`无法通过已设置的代理${proxy ? `（${proxy}）` : ''}访问 ${registry}`,
      'proxy-login': (registry) => han`已设置的代理要求先登录，才会连接到 ${registry}`,
      'proxy-answer': (registry) => han`已设置的代理没有连接到 ${registry}`,
      'certificate-time': (registry) =>
        han`${registry} 出示的证书不被信任：按发出请求的机器的时间，证书不在有效期内`,
      'certificate-origin': (registry) => han`${registry} 出示的证书不被信任`,
      certificate: (registry) => han`${registry} 出示的证书不被信任`,
      name: (registry) => han`无法解析域名 ${nameIn(registry)}`,
      connection: (registry) => han`无法与 ${registry} 建立连接`,
    },
    cure: {
      proxy: (f, proxy) =>
        han`请${proxy ? han`把代理 ${proxy} 改为可用的地址` : '填写可用的代理地址'}，或者去掉该设置。${daemonsZh(f)}在容器中，127.0.0.1 是容器自身。`,
      'proxy-login': (f) =>
        han`请把登录凭据写入代理地址：${'http://USER:PASSWORD@HOST:PORT'}，其中 @ 之类的字符要写成 %40 的形式。${daemonsZh(f)}`,
      'proxy-answer': (f) =>
        han`请让代理放行发往 ${f.registry}${layersToo(f, ' 和 ')} 的请求，或者改用会放行这些请求的代理。${daemonsZh(f)}`,
      'certificate-time': (f) =>
        han`请先检查本机时间。如果时间正确，则是网络中的代理或过滤设备出示了自己的旧证书：请放行发往 ${f.registry} 的请求，或者更新该证书。`,
      'certificate-origin': (f) =>
        isGitHubCom(f)
          ? han`网络中的代理或过滤设备出示了自己的证书：请放行发往 ${f.registry} 的请求，或者让发出请求的程序信任其证书颁发机构。`
          : han`${f.registry} 或它前面的代理出示了自己的证书：请让发出请求的程序信任其证书颁发机构，或者在那里安装 ${f.registry} 的证书。`,
      certificate: (f) =>
        han`请先检查本机时间。如果时间正确，则是网络中的代理或过滤设备出示了自己的证书：请放行发往 ${f.registry} 的请求，或者让发出请求的程序信任其证书颁发机构。`,
      name: (f) =>
        han`请修复发出请求处的域名解析：在那里执行 nslookup ${nameIn(f.registry)} 必须能得到地址。`,
      connection: (f) =>
        isLoopbackHost(f.registry)
          ? han`请启动应在 ${f.registry} 上响应的注册表，或者检查端口是否正确：这个地址是本机，在容器中则是容器自身。`
          : han`请让本机能够通过 HTTPS 访问 ${f.registry}${layersToo(f, ' 和 ')}：检查代理、防火墙和域名解析。${daemonsZh(f)}`,
    },
    ownTrust:
      '本程序从本机的列表，或从 NODE_EXTRA_CA_CERTS 或 SSL_CERT_FILE 指定的 PEM 文件读取它；docker 和 podman 另有各自的位置。',
  },
};

/** Is it a certificate whose authority could be made known? */
export function isOfAuthority(hindrance: string): boolean {
  return hindrance === 'certificate-origin' || hindrance === 'certificate';
}

/** Whoever sits at the machine has set a proxy in the shell, where what pulls does not look. */
function daemons(f: Facts): string {
  return f.asker.isServed
    ? " docker's daemon and containerd take a proxy from their own settings, not from the shell."
    : '';
}

function daemonsZh(f: Facts): string {
  return f.asker.isServed ? 'docker 守护进程和 containerd 使用各自配置中的代理，不读取终端的代理变量。' : '';
}

function layersToo(f: Facts, and: string): string {
  return isGitHubCom(f) ? `${and}pkg-containers.githubusercontent.com` : '';
}
