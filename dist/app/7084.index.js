"use strict";exports.id=7084,exports.ids=[7084],exports.modules={6463:((e,t,r)=>{r.d(t,{JC:()=>o,fK:()=>l,vb:()=>a,xS:()=>i});var n=r(3524);function i(e,t){let{image:r,token:i,calledToken:c,registry:u,repository:p,serverUrl:g,package:f}=e;return{asker:e.asker,access:e.access,registry:u,...r?o(r):s,repository:p??"",repositoryOwner:p?.split("/")[0]??"",event:e.event??"",job:e.job??"",token:c?a(c,u,t):"",tokenKind:i?l(i.kind,t):"",login:i?.user?.login??"",scopes:i?.user?.scopes?.join(", ")??"",expires:i?.user?.expiresAt??"",said:e.said||e.trouble||(e.status?`HTTP ${e.status}`:""),requestId:e.requestId??"",takesTags:"workflow"===e.asker.place&&!1!==e.takesTags,settingsUrl:f?.settingsUrl??(r?(0,n.G)(g,r):""),packageRepository:f?.repository??"",serverUrl:g}}let s={image:"",reference:"",given:"",owner:"",package:"",tag:""};function o(e){return{image:e.address,reference:e.reference,given:e.given,owner:e.owner,package:e.package,tag:e.tag??""}}function a(e,t,r){if(e.variable){var n,i,s;return n=e.variable,i=e.file,s=r,null===i?n:"zh-CN"===s?`${i} \u{4E2D}\u{7684} ${n}`:`${n} in ${i}`}if("ghcr-token"===e.source)return"GHCR_TOKEN";if("github-token"===e.source)return"GITHUB_TOKEN";let o=e.file??"config.json",a=e.scope??t;return"zh-CN"===r?`${o} \u{4E2D} ${a} \u{7684}\u{51ED}\u{636E}`:`the entry for ${a} in ${o}`}function l(e,t){return c[t][e]}let c={en:{"classic-pat":"classic personal access token","fine-grained-pat":"fine-grained personal access token","github-token":"the job's own GITHUB_TOKEN","app-installation":"installation token of a GitHub App",oauth:"OAuth token","app-user":"user token of a GitHub App",refresh:"refresh token",unknown:"token of an unknown kind"},"zh-CN":{"classic-pat":"\u7ECF\u5178\u4E2A\u4EBA\u8BBF\u95EE\u4EE4\u724C","fine-grained-pat":"\u7EC6\u7C92\u5EA6\u4E2A\u4EBA\u8BBF\u95EE\u4EE4\u724C","github-token":"\u4F5C\u4E1A\u81EA\u5E26\u7684 GITHUB_TOKEN","app-installation":"GitHub App \u5B89\u88C5\u4EE4\u724C",oauth:"OAuth \u4EE4\u724C","app-user":"GitHub App \u7528\u6237\u4EE4\u724C",refresh:"\u5237\u65B0\u4EE4\u724C",unknown:"\u7C7B\u578B\u672A\u77E5\u7684\u4EE4\u724C"}}}),812:((e,t,r)=>{r.d(t,{F2:()=>l,Gl:()=>f,IO:()=>o,jY:()=>p});let n=/^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/,i=/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/,s=/^(?:sha256:[0-9a-fA-F]{64}|sha512:[0-9a-fA-F]{128}|(?!sha(?:256|512):)[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-fA-F]{32,})$/;function o(e,t){let r={references:[],skipped:[]},n=new Set;for(let i of function*(e){for(let t of e.split(/\r?\n/)){if(t.trim().startsWith("#"))continue;let e=t.split(",").map(e=>e.trim().replace(/^"|"$/g,""));for(let t=0;t<e.length;t++){let r=e[t];if(!r.startsWith("type=")){r&&(yield{given:r,role:"image"});continue}let n=new Map([[r.slice(0,4),r.slice(5)]]);for(let r=e[t+1];void 0!==r&&a.test(r)&&!r.startsWith("type=");){let[,i="",s=""]=a.exec(r)??[];n.set(i,s),r=e[++t+1]}let i=n.get("ref")??n.get("name"),s=n.get("type");i&&"registry"===s&&(yield{given:i,role:n.has("ref")?"cache":"image"}),i&&"image"===s&&(yield{given:i,role:"image"})}}}(e)){let e=l(i.given,t,i.role);"host"in e?r.skipped.push(e):n.has(e.reference)||(n.add(e.reference),r.references.push(e))}return r}let a=/^([^=\s]+)=(.*)$/;function l(e,t,r="image"){let o=h(t.registry),{host:a,rest:p,offset:$}=g(e,o)??u(e);if(a&&h(a)!==o)return{host:a,given:e};let{name:_,tag:k,digest:w}=d(p),b=_.toLowerCase(),v=t=>{let n=b.indexOf("/");return{given:e,registry:o,name:b,owner:n<0?"":b.slice(0,n),package:n<0?b:b.slice(n+1),tag:k,digest:w,role:r,reference:t?.kind==="invalid"?e:c(o,b,k,w),problem:t}},y=/^[a-z]+(?=:\/\/)/i.exec(p),O=y?y[0].length:null!==f(e,o)?p.search(/[.:]/):function(e,t,r){let o=0;for(let t of e.split("/")){let e=t.slice(0,256);if(!n.test(e)&&(e===t||255>m(e)))return o+m(e);if(o+t.length>255)return 255;o+=t.length+1}if(null!==t&&!i.test(t)){let r=t.search(/[^A-Za-z0-9._-]/);return e.length+1+(r>=0?r:/^[.-]/.test(t)?0:Math.min(t.length,128))}return null===r||s.test(r)?null:e.length+(null===t?0:t.length+1)+1+function(e){let t=e.indexOf(":"),r=(t<0?e:e.slice(0,t)).search(/[^a-z0-9+._-]/);if(r>=0||t<0)return r>=0?r:e.length;let n=e.slice(t+1),i=n.search(/[^0-9a-fA-F]/);return t+1+(i>=0?i:n.length)}(r)}(b,k,w);if(null!==O){let r=Math.min($+O,e.length);return v({kind:"invalid",index:r,character:e[r]??"",corrected:function(e,t){if(e.length>1024)return null;let r=e.trim().normalize("NFKC").replaceAll("\u3002",".").replace(/^["'`]+|["'`]+$/g,"").replace(/^(?:docker|oci|https?):\/\//,""),n=h(t.registry),{host:o,rest:a}=u(r);if(o&&h(o)!==n)return null;let l=f(r,n),{name:p,tag:g,digest:m}=d(null===l?a:a.slice(l.length+1)),$=p.toLowerCase().split("/").map(e=>e.replace(/[^a-z0-9._-]+/g,"-").replace(/[._-]{2,}/g,e=>"__"===e||/^-+$/.test(e)?e:"-").replace(/^[._-]+|[._-]+$/g,"")).filter(Boolean);if($.length<2||/[${}<>]/.test(p+(g??"")))return null;let _=null===g&&null!==m&&i.test(m)?m:g,k=_?.replace(/[^A-Za-z0-9._-]+/g,"-").replace(/^[.-]+/,"").replace(/-+$/,"").slice(0,128);return c(n,$.join("/"),k||null,null!==m&&s.test(m)?m:null)}(e,t)})}if(!b.includes("/")){let e=(t.owner??"OWNER").toLowerCase();return v({kind:"no-owner",corrected:c(o,`${t.owner?e:"OWNER"}/${b}`,k,w)})}return v(_!==b?{kind:"uppercase",corrected:c(o,b,k,w),refused:!1}:null)}function c(e,t,r,n){return`${e}/${t}${null===r?"":`:${r}`}${null===n?"":`@${n}`}`}function u(e){let t=e.indexOf("/"),r=t<0||t>255?"":e.slice(0,t);return"localhost"===r||/^(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]+(?::\d+)?$|^[A-Za-z0-9-]+:\d+$|^\[[0-9a-fA-F:]+\](?::\d+)?$/.test(r)?{host:r,rest:e.slice(t+1),offset:t+1}:{host:null,rest:e,offset:0}}function p(e,t){return null!==g(e,h(t))}function g(e,t){if(!/[.:]/.test(t)||e.slice(0,t.length).toLowerCase()!==t)return null;let[r,n]=/^(\/?)(|@\S*|:(?!\d+\/)\S*)$/.exec(e.slice(t.length))?.slice(1)??[];return void 0===r||void 0===n?null:{host:t,rest:n,offset:t.length+r.length}}function f(e,t){let[r="",n="",...i]=e.split("/"),s=e=>h(e)===h(t);return/[.:]/.test(t)&&i.length>0&&s(r)&&s(n)?n:null}function h(e){return e.toLowerCase().replace(/:443$/,"")}function d(e){let t=e.indexOf("@"),r=t<0?null:e.slice(t+1),n=t<0?e:e.slice(0,t),i=n.indexOf(":",n.lastIndexOf("/")+1),s=n.indexOf(":"),o=s>=0&&s<n.lastIndexOf("/")?s:i;return o<0?{name:n,tag:null,digest:r}:{name:n.slice(0,o),tag:n.slice(o+1),digest:r}}function m(e){let t=e.search(/[^a-z0-9._-]/);if(t>=0)return t;for(let t=1;t<=e.length;t++){let r=e.slice(0,t);if(!n.test(r)&&!n.test(`${r}a`)&&!n.test(`${r}_a`))return t-1}return Math.max(e.length-1,0)}}),5074:((e,t,r)=>{r.d(t,{n:()=>n});function n(e){return e.replace(/@.*$/,"").replace(/:[^/]*$/,"")}}),3524:((e,t,r)=>{function n(e,t,r){return`${e}/${"User"===r?"users":"orgs"}/${t.owner}/packages/container/${encodeURIComponent(t.package)}/settings`}function i(e,t){return"https://github.com"===e?`https://ghcr.io/${t.owner}/${t.package}`:n(e,t,null)}r.d(t,{G:()=>i,v:()=>n})}),3654:((e,t,r)=>{r.d(t,{completion:()=>h});var n=r(8446),i=r(1387),s=r(2680);function o(e){return"files"===e.kind?"_ghcr_preflight_files":"none"===e.kind?":":`_ghcr_preflight_${e.isList?"list":"words"} '${e.words.join(" ")}'`}let a=/[<[]([^\]>]+?)(?:\.\.\.)?[\]>]/;function l(e){return`'${e.replace(/\\(?=[\\']|$)/g,"\\\\").replaceAll("'","\\'")}'`}function c({name:e,options:t,values:r}){return`        ${e})
          _arguments \\
${u(t,12)}
            ${g(`*: :${p(r)}`)} && ret=0 ;;`}function u(e,t){return e.map(({short:e,long:r,description:n,values:i})=>{let s=`[${n.replace(/[\\\]]/g,"\\$&")}]`,o=null===i?"":`:${r.slice(2)}:${p(i)}`,a=null===i?r:`${r}=`,l=e?`'(${e} ${r})'{${e},${a}}${g(s+o)}`:g(`*${a}${s}${o}`);return`${" ".repeat(t)}${l} \\`}).join("\n")}function p(e){return"files"===e.kind?"_files":"none"===e.kind?" ":e.isList?`_sequence compadd - ${e.words.join(" ")}`:`(${e.words.join(" ")})`}function g(e){return`'${e.replaceAll("'","'\\''")}'`}let f={bash:function(e){let[t]=e,r=t?.options.filter(({values:e})=>e).map(({long:e})=>e)??[],n=e.map(({name:e,options:t})=>{let r=t.flatMap(({short:e,long:t})=>[t,...e?[e]:[]]);return`      '${e}') _ghcr_preflight_words '${r.join(" ")}' ;;`}),i=e.flatMap(({name:e,options:t})=>t.flatMap(({long:t,values:r})=>r?[`    '${e} ${t}') ${o(r)} ;;`]:[])),s=e.filter(({name:e})=>""!==e).map(({name:e})=>e),a=e.map(({name:e,values:t})=>""===e?`      '') _ghcr_preflight_words '${s.join(" ")}' ;;`:`      '${e}') ${o(t)} ;;`);return`# Completion of ghcr-preflight for bash: source <(ghcr-preflight completion bash)

_ghcr_preflight_words() {
  COMPREPLY=($(compgen -W "$1" -- "$current"))
}

# Several of them, with commas between.
_ghcr_preflight_list() {
  local before=''
  [[ $current != *,* ]] || before=$\{current%,*},
  COMPREPLY=($(compgen -P "$before" -W "$1" -- "$\{current##*,}"))
}

_ghcr_preflight_files() {
  local IFS=$'\\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -f -- "$current"))
}

_ghcr_preflight() {
  local current=$\{COMP_WORDS[COMP_CWORD]} previous=$\{COMP_WORDS[COMP_CWORD-1]} command='' index
  COMPREPLY=()
  # bash breaks words at "=", so that --format=json are three.
  if [[ $current == = ]]; then current=''
  elif [[ $previous == = ]]; then previous=$\{COMP_WORDS[COMP_CWORD-2]}; fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    case $\{COMP_WORDS[index]} in
      ${r.join("|")})
        [[ $\{COMP_WORDS[index+1]} != = ]] || ((index++))
        ((index++)) ;;
      -*) ;;
      *) command=$\{COMP_WORDS[index]}; break ;;
    esac
  done
  case "$command $previous" in
${i.join("\n")}
    *)
      if [[ $current == -* ]]; then
        case $command in
${n.map(e=>`  ${e}`).join("\n")}
        esac
        return
      fi
      case $command in
${a.map(e=>`  ${e}`).join("\n")}
      esac ;;
  esac
}

complete -F _ghcr_preflight ghcr-preflight
`},zsh:function(e){let[t,...r]=e,n=r.map(({name:e,description:t})=>`        ${g(`${e}:${t}`)}`);return`#compdef ghcr-preflight
# Completion of ghcr-preflight for zsh: source <(ghcr-preflight completion zsh)

_ghcr-preflight() {
  local curcontext=$curcontext state line ret=1
  typeset -A opt_args
  _arguments -C \\
${u(t?.options??[],4)}
    '1: :->command' \\
    '*:: :->arguments' && ret=0
  case $state in
    command)
      local -a commands=(
${n.join("\n")}
      )
      _describe -t commands command commands && ret=0 ;;
    arguments)
      case $words[1] in
${r.map(c).join("\n")}
      esac ;;
  esac
  return ret
}

if [[ $funcstack[1] == _ghcr-preflight ]]; then
  _ghcr-preflight "$@"
else
  compdef _ghcr-preflight ghcr-preflight
fi
`},fish:function(e){let t=e[0]?.options.filter(({values:e})=>e).map(({long:e})=>e)??[],r=e.flatMap(({name:e,description:t,options:r,values:n})=>{let i=`-n ${l(`__ghcr_preflight_in ${e||"''"}`)}`,s=""===e?[]:[`-n "__ghcr_preflight_in ''" -a ${e} -d ${l(t)}`],o=r.map(({short:e,long:t,description:r,values:n})=>{var s;return[i,...e?[`-s ${e.slice(1)}`]:[],`-l ${t.slice(2)}`,...n?["files"===(s=n).kind?"-r -F":"none"===s.kind?"-x":s.isList?`-x -a ${l(`(__fish_complete_list , 'printf "%s\\n" ${s.words.join(" ")}')`)}`:`-x -a ${l(s.words.join(" "))}`]:[],`-d ${l(r)}`].join(" ")}),a="none"===n.kind?[]:[`${i} ${"files"===n.kind?"-F":`-a ${l(n.words.join(" "))}`}`];return[...s,...o,...a]});return`# Completion of ghcr-preflight for fish: ghcr-preflight completion fish | source

# Is this its command, whatever options stand before it?
function __ghcr_preflight_in
  set -l words (commandline -opc)
  set -e words[1]
  while set -q words[1]
    switch $words[1]
      case ${t.join(" ")}
        set -e words[1]
      case '-*'
      case '*'
        test $words[1] = "$argv[1]"
        return
    end
    set -e words[1]
  end
  test -z "$argv[1]"
end

complete -c ghcr-preflight -e
complete -c ghcr-preflight -f
${r.map(e=>`complete -c ghcr-preflight ${e}`).join("\n")}
`}};async function h(e,t){let r=function(e,t){return[e,...e.commands].map(t=>({name:t===e?"":t.name(),description:t.description(),options:t.createHelp().visibleOptions(t).flatMap(r),values:t.registeredArguments.map(n)[0]??{kind:"none"}}));function r({short:e,long:t,description:n,flags:s,argChoices:o}){let l=a.exec(s)?.[1],c=void 0===l?null:i(l,o);return t?[{short:e??null,long:t,description:n,values:c}]:[]}function n(e){return i(e.name(),e.argChoices)}function i(e,r){if(r)return{kind:"words",words:r,isList:!1};let n=t[e];return n?{kind:"words",...n}:{kind:/^(?:file|folder|path)$/i.test(e)?"files":"none"}}}(e,{ids:{words:n.h.map(({id:e})=>e),isList:!0},event:{words:i.q,isList:!1},SCENARIO:{words:s.e,isList:!1}});return f[t](r)}}),2680:((e,t,r)=>{r.d(t,{e:()=>n});let n=r(4930).U.map(({name:e})=>e)}),4930:((e,t,r)=>{let n;r.d(t,{U:()=>C,C:()=>x});let i={login:"octo-org",id:1008,type:"Organization"},s="6dcb09b5b57875f334f61aebed695e2e4193db5e",o="a10867b14bb761a232cd80139fbd4c0d33264240";function a(e,t){let[r="",n=""]=e.split("/");return{id:t?99002:99001,name:n,full_name:e,owner:r===i.login?i:{login:r,id:2011,type:"User"},private:!1,visibility:"public",fork:t,html_url:`https://github.com/${e}`,default_branch:"main"}}var l,c=r(7598);function u(e,t){switch(e){case"classic-pat":return`ghp_${g(t,36)}`;case"fine-grained-pat":return`github_pat_${g(t,22)}_${g(`${t}.`,59)}`;case"oauth":return`gho_${g(t,36)}`;case"app-user":return`ghu_${g(t,36)}`;case"refresh":return`ghr_${g(t,76)}`;case"github-token":return p(15368,t);case"app-installation":return p(424242,t);case"unknown":return g(t,24)}}function p(e,t){let r=e=>Buffer.from(JSON.stringify(e)).toString("base64url"),n=r({alg:"ES256",typ:"JWT",kid:g(t,20)}),i=r({iss:"lab",aud:"nobody",sub:`invented for ${t}`,jti:g(t,120)});return`ghs_${e}_${n}.${i}.${g(t,40)}-${g(`${t}-`,20)}_${g(`${t}_`,24)}`}function g(e,t){let r="";for(let n=0;r.length<t;n+=1)r+=(0,c.createHash)("sha512").update(`${n}:${e}`).digest("base64").replace(/[^A-Za-z0-9]/g,"");return r.slice(0,t)}var f=r(8743);let h="image";function d(e){var t;let r=e.images??["octo-org/app"];return["name: Publish","","on:",...$(2,"pull_request"===e.on?["pull_request:"]:["push:","  branches: [main]","  tags: ['v*']"]),"","jobs:",`  ${h}:`,"    runs-on: ubuntu-24.04","    permissions:",...$(6,e.permissions),"    steps:","      - uses: actions/checkout@v5",...m(e.preflight??[]),...e.login?(t=e.login,["      - uses: docker/login-action@v3","        with:","          registry: ghcr.io","          username: ${{ github.actor }}",`          password: ${t}`]):[],"      - uses: docker/setup-buildx-action@v3",...r.flatMap(t=>{var n,i,s;let o,a;return n=t,i=r.length>1,s=e.push??"true",o=n.split("/").at(-1)??n,a=i?`meta-${o}`:"meta",[`      - id: ${a}`,"        uses: docker/metadata-action@v5","        with:",`          images: ghcr.io/${n}`,"      - uses: docker/build-push-action@v6","        with:",...i?[`          context: ${o}`]:[],`          push: ${s}`,`          tags: $\{{ steps.${a}.outputs.tags }}`,`          labels: $\{{ steps.${a}.outputs.labels }}`]}),""].join("\n")}function m(e){return["      - name: Will GHCR accept it?",`        uses: ${f.yl}@v1`,...e.length>0?["        with:",...$(10,e)]:[]]}function $(e,t){return t.map(t=>`${" ".repeat(e)}${t}`)}let _="octo-org/app",k="mona",w=".github/workflows/publish.yml",b="hubot-fan/app";function v(e={}){return{owner:"octo-org",name:"app",visibility:"private",repository:_,tags:["1.4.0","latest"],createdAt:"2026-03-02T10:11:12Z",...e}}function y(e){let t=u("github-token",e.name),r={[t]:{kind:"github-token",repository:_,packages:e.permission}},n=e.ghcrToken?u(e.ghcrToken.kind,e.name):void 0;return n&&e.ghcrToken&&(r[n]=e.ghcrToken),{name:e.name,title:e.title,world:{accounts:[{login:"octo-org",type:"Organization",members:{[k]:"owner",hubot:"member"}},{login:k,type:"User"},{login:"hubot",type:"User"},{login:"hubot-fan",type:"User"}],packages:e.packages,tokens:r,files:{[`${_}:${w}`]:e.workflow},repositories:{[_]:{visibility:"public"},"octo-org/toolbox":{visibility:"public"},[b]:{visibility:"public"}}},...e.faults?{faults:e.faults}:{},repository:_,...e.run??{event:"push",payload:{ref:"refs/heads/main",before:o,after:s,created:!1,deleted:!1,forced:!1,repository:a(_,!1),organization:i,pusher:{name:k,email:`${k}@users.noreply.github.com`},sender:{login:k,id:2001,type:"User"},head_commit:{id:s,message:"Serve over HTTP/3",timestamp:"2026-11-02T09:00:00Z"}},actor:k,ref:"refs/heads/main"},tokens:{...n?{ghcrToken:n}:{},githubToken:t},inputs:{images:"octo-org/app:1.5.0",...e.inputs},workflow:e.workflow,workflowPath:w,job:h,verdict:e.verdict,says:e.says}}let O=["contents: read","packages: write"],C=[y({name:"allowed",title:{en:"Everything is in order","zh-CN":"\u4E00\u5207\u6B63\u5E38"},verdict:"allowed",says:null,workflow:d({permissions:O}),packages:[v()],permission:"write"}),y({name:"lacks-write",title:{en:"The job forgot packages: write","zh-CN":"\u4F5C\u4E1A\u7F3A\u5C11 packages: write \u6743\u9650"},verdict:"denied",says:"installation not allowed to Create organization package",workflow:d({permissions:["contents: read"]}),packages:[],permission:"none"}),y({name:"expired-ghcr-token",title:{en:"GHCR_TOKEN has expired, GITHUB_TOKEN steps in","zh-CN":"GHCR_TOKEN \u5DF2\u8FC7\u671F\uFF0C\u6539\u7528 GITHUB_TOKEN"},verdict:"allowed",says:"denied",workflow:d({permissions:O,preflight:["ghcr-token: ${{ secrets.GHCR_TOKEN }}"]}),packages:[v()],permission:"write",ghcrToken:{kind:"classic-pat",login:k,scopes:["repo","write:packages"],expired:!0,expiresAt:"2026-01-31T09:00:00Z"}}),y({name:"later-login",title:{en:"A later login replaces the token that may push","zh-CN":"\u540E\u9762\u7684\u767B\u5F55\u66FF\u6362\u4E86\u6709\u6743\u63A8\u9001\u7684\u4EE4\u724C"},verdict:"denied",says:"permission_denied: write_package",workflow:d({permissions:O,preflight:["ghcr-token: ${{ secrets.GHCR_TOKEN }}"],login:"${{ secrets.GITHUB_TOKEN }}"}),packages:[v({repository:"octo-org/toolbox",visibility:"public"})],permission:"write",ghcrToken:{kind:"classic-pat",login:k,scopes:["write:packages"]}}),y({name:"foreign-package",title:{en:"The package belongs to another repository","zh-CN":"\u8F6F\u4EF6\u5305\u5C5E\u4E8E\u53E6\u4E00\u4E2A\u5B58\u50A8\u5E93"},verdict:"denied",says:"permission_denied: write_package",workflow:d({permissions:O}),packages:[v({repository:"octo-org/toolbox",visibility:"public"})],permission:"write"}),y({name:"fork-pull-request",title:{en:"A pull request from a fork tries to push","zh-CN":"\u6765\u81EA\u590D\u523B\uFF08fork\uFF09\u7684\u62C9\u53D6\u8BF7\u6C42\u5C1D\u8BD5\u63A8\u9001"},verdict:"denied",says:"installation not allowed to Write organization package",workflow:d({permissions:O,on:"pull_request"}),packages:[v({visibility:"public"})],permission:"read",inputs:{images:"octo-org/app:pr-17"},run:{event:"pull_request",payload:{action:"opened",number:17,pull_request:{number:17,state:"open",title:"Fix a typo in the usage text",user:n={login:"hubot-fan",id:2011,type:"User"},draft:!1,author_association:"FIRST_TIME_CONTRIBUTOR",html_url:`https://github.com/${_}/pull/17`,head:{label:"hubot-fan:typo",ref:"typo",sha:s,user:n,repo:a(b,!0)},base:{label:"octo-org:main",ref:"main",sha:o,user:i,repo:a(_,!1)}},repository:a(_,!1),organization:i,sender:n},actor:"hubot-fan",ref:"refs/pull/17/merge"}}),y({name:"two-images",title:{en:"Two images, and one of them is refused","zh-CN":"\u4E24\u4E2A\u955C\u50CF\uFF0C\u5176\u4E2D\u4E00\u4E2A\u88AB\u62D2\u7EDD"},verdict:"denied",says:"permission_denied: write_package",workflow:d({permissions:O,images:["octo-org/app","octo-org/tools"]}),packages:[v(),v({name:"tools",repository:"octo-org/toolbox",visibility:"public"})],permission:"write",inputs:{images:"octo-org/app:1.5.0\nocto-org/tools:1.5.0"}}),y({name:"missing-tag",title:{en:"The tag to pull does not exist","zh-CN":"\u8981\u62C9\u53D6\u7684\u6807\u7B7E\u4E0D\u5B58\u5728"},verdict:"denied",says:"manifest unknown",workflow:(l="octo-org/app:1.5.0",["name: Smoke test","","on:","  push:","    branches: [main]","","jobs:",`  ${h}:`,"    runs-on: ubuntu-24.04","    permissions:","      contents: read","      packages: read","    steps:","      - uses: actions/checkout@v5",...m([`images: ghcr.io/${l}`,"access: pull"]),`      - run: docker run --rm ghcr.io/${l} --version`,""].join("\n")),packages:[v()],permission:"read",inputs:{access:"pull"}}),y({name:"registry-trouble",title:{en:"The registry has a bad day","zh-CN":"\u6CE8\u518C\u8868\u51FA\u73B0\u6545\u969C"},verdict:"unknown",says:null,workflow:d({permissions:O}),packages:[v()],permission:"write",faults:[{on:"upload",kind:"status",status:503,headers:{"retry-after":"1"}}]})];function x(e){return C.find(t=>t.name===e)}}),1387:((e,t,r)=>{r.d(t,{q:()=>n});let n=["branch_protection_rule","check_run","check_suite","create","delete","deployment","deployment_status","discussion","discussion_comment","fork","gollum","image_version","issue_comment","issues","label","merge_group","milestone","page_build","project","project_card","project_column","public","pull_request","pull_request_review","pull_request_review_comment","pull_request_target","push","registry_package","release","repository_dispatch","schedule","status","watch","workflow_call","workflow_dispatch","workflow_run"]})};
