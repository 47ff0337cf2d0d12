export const id=7828;export const ids=[7828];export const modules={9223:((e,t,r)=>{r.d(t,{completion:()=>h});var s=r(8869),o=r(3662),i=r(3539);function n(e){return"files"===e.kind?"_ghcr_preflight_files":"none"===e.kind?":":`_ghcr_preflight_${e.isList?"list":"words"} '${e.words.join(" ")}'`}let a=/[<[]([^\]>]+?)(?:\.\.\.)?[\]>]/;function l(e){return`'${e.replace(/\\(?=[\\']|$)/g,"\\\\").replaceAll("'","\\'")}'`}function c({name:e,options:t,values:r}){return`        ${e})
          _arguments \\
${p(t,12)}
            ${g(`*: :${u(r)}`)} && ret=0 ;;`}function p(e,t){return e.map(({short:e,long:r,description:s,values:o})=>{let i=`[${s.replace(/[\\\]]/g,"\\$&")}]`,n=null===o?"":`:${r.slice(2)}:${u(o)}`,a=null===o?r:`${r}=`,l=e?`'(${e} ${r})'{${e},${a}}${g(i+n)}`:g(`*${a}${i}${n}`);return`${" ".repeat(t)}${l} \\`}).join("\n")}function u(e){return"files"===e.kind?"_files":"none"===e.kind?" ":e.isList?`_sequence compadd - ${e.words.join(" ")}`:`(${e.words.join(" ")})`}function g(e){return`'${e.replaceAll("'","'\\''")}'`}let d={bash:function(e){let[t]=e,r=t?.options.filter(({values:e})=>e).map(({long:e})=>e)??[],s=e.map(({name:e,options:t})=>{let r=t.flatMap(({short:e,long:t})=>[t,...e?[e]:[]]);return`      '${e}') _ghcr_preflight_words '${r.join(" ")}' ;;`}),o=e.flatMap(({name:e,options:t})=>t.flatMap(({long:t,values:r})=>r?[`    '${e} ${t}') ${n(r)} ;;`]:[])),i=e.filter(({name:e})=>""!==e).map(({name:e})=>e),a=e.map(({name:e,values:t})=>""===e?`      '') _ghcr_preflight_words '${i.join(" ")}' ;;`:`      '${e}') ${n(t)} ;;`);return`# Completion of ghcr-preflight for bash: source <(ghcr-preflight completion bash)

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
${o.join("\n")}
    *)
      if [[ $current == -* ]]; then
        case $command in
${s.map(e=>`  ${e}`).join("\n")}
        esac
        return
      fi
      case $command in
${a.map(e=>`  ${e}`).join("\n")}
      esac ;;
  esac
}

complete -F _ghcr_preflight ghcr-preflight
`},zsh:function(e){let[t,...r]=e,s=r.map(({name:e,description:t})=>`        ${g(`${e}:${t}`)}`);return`#compdef ghcr-preflight
# Completion of ghcr-preflight for zsh: source <(ghcr-preflight completion zsh)

_ghcr-preflight() {
  local curcontext=$curcontext state line ret=1
  typeset -A opt_args
  _arguments -C \\
${p(t?.options??[],4)}
    '1: :->command' \\
    '*:: :->arguments' && ret=0
  case $state in
    command)
      local -a commands=(
${s.join("\n")}
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
`},fish:function(e){let t=e[0]?.options.filter(({values:e})=>e).map(({long:e})=>e)??[],r=e.flatMap(({name:e,description:t,options:r,values:s})=>{let o=`-n ${l(`__ghcr_preflight_in ${e||"''"}`)}`,i=""===e?[]:[`-n "__ghcr_preflight_in ''" -a ${e} -d ${l(t)}`],n=r.map(({short:e,long:t,description:r,values:s})=>{var i;return[o,...e?[`-s ${e.slice(1)}`]:[],`-l ${t.slice(2)}`,...s?["files"===(i=s).kind?"-r -F":"none"===i.kind?"-x":i.isList?`-x -a ${l(`(__fish_complete_list , 'printf "%s\\n" ${i.words.join(" ")}')`)}`:`-x -a ${l(i.words.join(" "))}`]:[],`-d ${l(r)}`].join(" ")}),a="none"===s.kind?[]:[`${o} ${"files"===s.kind?"-F":`-a ${l(s.words.join(" "))}`}`];return[...i,...n,...a]});return`# Completion of ghcr-preflight for fish: ghcr-preflight completion fish | source

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
`}};async function h(e,t){let r=function(e,t){return[e,...e.commands].map(t=>({name:t===e?"":t.name(),description:t.description(),options:t.createHelp().visibleOptions(t).flatMap(r),values:t.registeredArguments.map(s)[0]??{kind:"none"}}));function r({short:e,long:t,description:s,flags:i,argChoices:n}){let l=a.exec(i)?.[1],c=void 0===l?null:o(l,n);return t?[{short:e??null,long:t,description:s,values:c}]:[]}function s(e){return o(e.name(),e.argChoices)}function o(e,r){if(r)return{kind:"words",words:r,isList:!1};let s=t[e];return s?{kind:"words",...s}:{kind:/^(?:file|folder|path)$/i.test(e)?"files":"none"}}}(e,{ids:{words:s.h.map(({id:e})=>e),isList:!0},event:{words:o.q,isList:!1},SCENARIO:{words:i.e,isList:!1}});return d[t](r)}}),3539:((e,t,r)=>{r.d(t,{e:()=>s});let s=r(9651).U.map(({name:e})=>e)}),9651:((e,t,r)=>{let s;r.d(t,{U:()=>C,C:()=>O});let o={login:"octo-org",id:1008,type:"Organization"},i="6dcb09b5b57875f334f61aebed695e2e4193db5e",n="a10867b14bb761a232cd80139fbd4c0d33264240";function a(e,t){let[r="",s=""]=e.split("/");return{id:t?99002:99001,name:s,full_name:e,owner:r===o.login?o:{login:r,id:2011,type:"User"},private:!1,visibility:"public",fork:t,html_url:`https://github.com/${e}`,default_branch:"main"}}var l,c=r(7598);function p(e,t){switch(e){case"classic-pat":return`ghp_${g(t,36)}`;case"fine-grained-pat":return`github_pat_${g(t,22)}_${g(`${t}.`,59)}`;case"oauth":return`gho_${g(t,36)}`;case"app-user":return`ghu_${g(t,36)}`;case"refresh":return`ghr_${g(t,76)}`;case"github-token":return u(15368,t);case"app-installation":return u(424242,t);case"unknown":return g(t,24)}}function u(e,t){let r=e=>Buffer.from(JSON.stringify(e)).toString("base64url"),s=r({alg:"ES256",typ:"JWT",kid:g(t,20)}),o=r({iss:"lab",aud:"nobody",sub:`invented for ${t}`,jti:g(t,120)});return`ghs_${e}_${s}.${o}.${g(t,40)}-${g(`${t}-`,20)}_${g(`${t}_`,24)}`}function g(e,t){let r="";for(let s=0;r.length<t;s+=1)r+=(0,c.createHash)("sha512").update(`${s}:${e}`).digest("base64").replace(/[^A-Za-z0-9]/g,"");return r.slice(0,t)}var d=r(8508);let h="image";function m(e){var t;let r=e.images??["octo-org/app"];return["name: Publish","","on:",...$(2,"pull_request"===e.on?["pull_request:"]:["push:","  branches: [main]","  tags: ['v*']"]),"","jobs:",`  ${h}:`,"    runs-on: ubuntu-24.04","    permissions:",...$(6,e.permissions),"    steps:","      - uses: actions/checkout@v5",...f(e.preflight??[]),...e.login?(t=e.login,["      - uses: docker/login-action@v3","        with:","          registry: ghcr.io","          username: ${{ github.actor }}",`          password: ${t}`]):[],"      - uses: docker/setup-buildx-action@v3",...r.flatMap(t=>{var s,o,i;let n,a;return s=t,o=r.length>1,i=e.push??"true",n=s.split("/").at(-1)??s,a=o?`meta-${n}`:"meta",[`      - id: ${a}`,"        uses: docker/metadata-action@v5","        with:",`          images: ghcr.io/${s}`,"      - uses: docker/build-push-action@v6","        with:",...o?[`          context: ${n}`]:[],`          push: ${i}`,`          tags: $\{{ steps.${a}.outputs.tags }}`,`          labels: $\{{ steps.${a}.outputs.labels }}`]}),""].join("\n")}function f(e){return["      - name: Will GHCR accept it?",`        uses: ${d.yl}@v1`,...e.length>0?["        with:",...$(10,e)]:[]]}function $(e,t){return t.map(t=>`${" ".repeat(e)}${t}`)}let _="octo-org/app",w="mona",b=".github/workflows/publish.yml",k="hubot-fan/app";function v(e={}){return{owner:"octo-org",name:"app",visibility:"private",repository:_,tags:["1.4.0","latest"],createdAt:"2026-03-02T10:11:12Z",...e}}function y(e){let t=p("github-token",e.name),r={[t]:{kind:"github-token",repository:_,packages:e.permission}},s=e.ghcrToken?p(e.ghcrToken.kind,e.name):void 0;return s&&e.ghcrToken&&(r[s]=e.ghcrToken),{name:e.name,title:e.title,world:{accounts:[{login:"octo-org",type:"Organization",members:{[w]:"owner",hubot:"member"}},{login:w,type:"User"},{login:"hubot",type:"User"},{login:"hubot-fan",type:"User"}],packages:e.packages,tokens:r,files:{[`${_}:${b}`]:e.workflow},repositories:{[_]:{visibility:"public"},"octo-org/toolbox":{visibility:"public"},[k]:{visibility:"public"}}},...e.faults?{faults:e.faults}:{},repository:_,...e.run??{event:"push",payload:{ref:"refs/heads/main",before:n,after:i,created:!1,deleted:!1,forced:!1,repository:a(_,!1),organization:o,pusher:{name:w,email:`${w}@users.noreply.github.com`},sender:{login:w,id:2001,type:"User"},head_commit:{id:i,message:"Serve over HTTP/3",timestamp:"2026-11-02T09:00:00Z"}},actor:w,ref:"refs/heads/main"},tokens:{...s?{ghcrToken:s}:{},githubToken:t},inputs:{images:"octo-org/app:1.5.0",...e.inputs},workflow:e.workflow,workflowPath:b,job:h,verdict:e.verdict,says:e.says}}let x=["contents: read","packages: write"],C=[y({name:"allowed",title:{en:"Everything is in order","zh-CN":"一切正常"},verdict:"allowed",says:null,workflow:m({permissions:x}),packages:[v()],permission:"write"}),y({name:"lacks-write",title:{en:"The job forgot packages: write","zh-CN":"作业缺少 packages: write 权限"},verdict:"denied",says:"installation not allowed to Create organization package",workflow:m({permissions:["contents: read"]}),packages:[],permission:"none"}),y({name:"expired-ghcr-token",title:{en:"GHCR_TOKEN has expired, GITHUB_TOKEN steps in","zh-CN":"GHCR_TOKEN 已过期，改用 GITHUB_TOKEN"},verdict:"allowed",says:"denied",workflow:m({permissions:x,preflight:["ghcr-token: ${{ secrets.GHCR_TOKEN }}"]}),packages:[v()],permission:"write",ghcrToken:{kind:"classic-pat",login:w,scopes:["repo","write:packages"],expired:!0,expiresAt:"2026-01-31T09:00:00Z"}}),y({name:"later-login",title:{en:"A later login replaces the token that may push","zh-CN":"后面的登录替换了有权推送的令牌"},verdict:"denied",says:"permission_denied: write_package",workflow:m({permissions:x,preflight:["ghcr-token: ${{ secrets.GHCR_TOKEN }}"],login:"${{ secrets.GITHUB_TOKEN }}"}),packages:[v({repository:"octo-org/toolbox",visibility:"public"})],permission:"write",ghcrToken:{kind:"classic-pat",login:w,scopes:["write:packages"]}}),y({name:"foreign-package",title:{en:"The package belongs to another repository","zh-CN":"软件包属于另一个存储库"},verdict:"denied",says:"permission_denied: write_package",workflow:m({permissions:x}),packages:[v({repository:"octo-org/toolbox",visibility:"public"})],permission:"write"}),y({name:"fork-pull-request",title:{en:"A pull request from a fork tries to push","zh-CN":"来自复刻（fork）的拉取请求尝试推送"},verdict:"denied",says:"installation not allowed to Write organization package",workflow:m({permissions:x,on:"pull_request"}),packages:[v({visibility:"public"})],permission:"read",inputs:{images:"octo-org/app:pr-17"},run:{event:"pull_request",payload:{action:"opened",number:17,pull_request:{number:17,state:"open",title:"Fix a typo in the usage text",user:s={login:"hubot-fan",id:2011,type:"User"},draft:!1,author_association:"FIRST_TIME_CONTRIBUTOR",html_url:`https://github.com/${_}/pull/17`,head:{label:"hubot-fan:typo",ref:"typo",sha:i,user:s,repo:a(k,!0)},base:{label:"octo-org:main",ref:"main",sha:n,user:o,repo:a(_,!1)}},repository:a(_,!1),organization:o,sender:s},actor:"hubot-fan",ref:"refs/pull/17/merge"}}),y({name:"two-images",title:{en:"Two images, and one of them is refused","zh-CN":"两个镜像，其中一个被拒绝"},verdict:"denied",says:"permission_denied: write_package",workflow:m({permissions:x,images:["octo-org/app","octo-org/tools"]}),packages:[v(),v({name:"tools",repository:"octo-org/toolbox",visibility:"public"})],permission:"write",inputs:{images:"octo-org/app:1.5.0\nocto-org/tools:1.5.0"}}),y({name:"missing-tag",title:{en:"The tag to pull does not exist","zh-CN":"要拉取的标签不存在"},verdict:"denied",says:"manifest unknown",workflow:(l="octo-org/app:1.5.0",["name: Smoke test","","on:","  push:","    branches: [main]","","jobs:",`  ${h}:`,"    runs-on: ubuntu-24.04","    permissions:","      contents: read","      packages: read","    steps:","      - uses: actions/checkout@v5",...f([`images: ghcr.io/${l}`,"access: pull"]),`      - run: docker run --rm ghcr.io/${l} --version`,""].join("\n")),packages:[v()],permission:"read",inputs:{access:"pull"}}),y({name:"registry-trouble",title:{en:"The registry has a bad day","zh-CN":"注册表出现故障"},verdict:"unknown",says:null,workflow:m({permissions:x}),packages:[v()],permission:"write",faults:[{on:"upload",kind:"status",status:503,headers:{"retry-after":"1"}}]})];function O(e){return C.find(t=>t.name===e)}}),7530:((e,t,r)=>{r.d(t,{H:()=>d,$:()=>h});var s=r(9107),o=r(8679),i=r(3814),n=r(4933),a=r(5009),l=r(2197),c=r(3644),p=r(9233);let u=/^(?:ubuntu|windows|macos)-(?:latest|slim|\d[\d.]*)(?:-(?:arm|arm64|large|xlarge|intel|vs\d+))*$/;var g=r(4978);class d{#e;#t;#r={key:"",scopes:[]};constructor(e){this.#e=e,this.#t={...e,assumesSuccess:!0}}read(e){let{job:t}=e,{document:r}=t;if(!(0,s.f$)((0,l.xM)(t)))return null;let a=[],c=!0;for(let{trigger:s,scope:d}of this.#s(e)){let e=(0,o.WP)(d.runs,(0,g.wZ)(r,t.node,d));if("no"!==e)for(let r of function(e,{contexts:t,tools:r}){let{expressions:s}=r,o=(0,i.xs)(e.node,e=>s.valueOf(e,t)),a=(0,l.xM)(e).includes("matrix");return null===o||0===o.length||o.length>40||!a?[(0,i.n)(o)]:o.map(e=>new n.bT(e))}(t,d)){if(a.length>=200)break;let o={...d.contexts,matrix:r},i=function(e,t,r){let s=(0,p.jf)(e,"runs-on"),o=(0,p.p_)(s)?.items,[i,...a]=o?o.map(({node:e})=>(0,p.Qq)(e)):[(0,p.Qq)(s)];if(null==i||a.length>0)return!1;let l=t.interpolate(i,r);return(0,n.dI)(l)?(function(e){let[,t=""]=/^\s*\$\{\{([^}]*)\}\}\s*$/.exec(e)??[];return t.split("||").map(e=>/(?:^|&&)\s*'([^']*)'\s*$/.exec(e)?.[1]??"")})(i).every(e=>u.test(e)):u.test(l)}(t.node,this.#e.expressions,o);c&&=i;let l=this.#o(t,o,i),{pushes:g,builds:h,logins:m,hidden:f}=l;[g,h,m,f].some(({length:e})=>e>0)&&a.push({trigger:s,runs:e,...l})}}return{chain:e,document:r,job:t,grants:e.grants,isHosted:c,runs:a}}#o(e,t,r){let s=(0,g.Tu)(e,t,r,this.#t),{transfers:i,...n}=(0,c.c)(s,this.#e.registry),a=i.filter(({act:e})=>"push"===e.found.access);return{pushes:a.filter(({act:e})=>"no"!==e.runs),builds:a.filter(({act:e})=>"no"===e.runs&&(0,o.iV)(e.built??"no")),...n}}#s(e){let t=[e.top.file,...e.callers.map(({document:e,id:t})=>`${e.file} ${t}`)].join("\n");if(this.#r.key===t)return this.#r.scopes;let{project:r,event:s}=this.#e,o=[e.top,...e.callers.map(({called:e})=>e)].map(e=>e.text).join("\n"),i=(e.isForeign?[(0,a.VS)(e.top)]:(0,a.XJ)(e.top,{repository:r.repository,event:s,source:o})).map(t=>({trigger:t,scope:(0,g.Od)(e,function({github:e,inputs:t,secrets:r},s){let o="https://github.com"!==s,i=[["server_url",s],["api_url",n.HV]];return{github:o?e.with(i):e,inputs:t,secrets:r}}(t,this.#e.serverUrl),this.#t)}));return this.#r={key:t,scopes:i},i}}function h({runs:e},{act:t}){return(0,o.iV)(e)&&(0,o.iV)(t.runs)}}),3662:((e,t,r)=>{r.d(t,{q:()=>s});let s=["branch_protection_rule","check_run","check_suite","create","delete","deployment","deployment_status","discussion","discussion_comment","fork","gollum","image_version","issue_comment","issues","label","merge_group","milestone","page_build","project","project_card","project_column","public","pull_request","pull_request_review","pull_request_review_comment","pull_request_target","push","registry_package","release","repository_dispatch","schedule","status","watch","workflow_call","workflow_dispatch","workflow_run"]})};
