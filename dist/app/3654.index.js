"use strict";exports.id=3654,exports.ids=[3654],exports.modules={53654:((e,t,i)=>{i.d(t,{completion:()=>w});var r=i(26098),o=i(21387),n=i(42680);function s(e){let[t]=e,i=t?.options.filter(({values:e})=>e).map(({long:e})=>e)??[],r=e.map(({name:e,options:t})=>{let i=t.flatMap(({short:e,long:t})=>[t,...e?[e]:[]]);return`      '${e}') _ghcr_preflight_words '${i.join(" ")}' ;;`}),o=e.flatMap(({name:e,options:t})=>t.flatMap(({long:t,values:i})=>i?[`    '${e} ${t}') ${a(i)} ;;`]:[])),n=e.flatMap(({name:e,options:t})=>t.flatMap(({long:t,values:i,isMany:r})=>i&&r?[`        '${e} ${t}') ${a(i)}; return ;;`]:[])),s=e.filter(({name:e})=>""!==e).map(({name:e})=>e),l=e.map(({name:e,values:t})=>""===e?`      '') _ghcr_preflight_words '${s.join(" ")}' ;;`:`      '${e}') ${a(t)} ;;`);return`# Completion of ghcr-preflight for bash: source <(ghcr-preflight completion bash)

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
      ${i.join("|")})
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
${r.map(e=>`  ${e}`).join("\n")}
        esac
        return
      fi
      # The last option may take all words behind it.
      for ((index = COMP_CWORD - 1; index > 0; index--)); do
        [[ $\{COMP_WORDS[index]} != -?* ]] || break
      done
      case "$command $\{COMP_WORDS[index]}" in
${n.join("\n")}
      esac
      case $command in
${l.map(e=>`  ${e}`).join("\n")}
      esac ;;
  esac
}

complete -F _ghcr_preflight ghcr-preflight
`}function a(e){return"files"===e.kind?"_ghcr_preflight_files":"none"===e.kind?":":`_ghcr_preflight_${e.isList?"list":"words"} '${e.words.join(" ")}'`}var l=i(6970);function c(e,t){let[i,...r]=[e,...e.commands].map(t=>({name:t===e?"":t.name(),description:t.description(),options:t.createHelp().visibleOptions(t).flatMap(n),values:t.registeredArguments.map(s)[0]??p})),o=new Map(r.flatMap(({options:e})=>e).filter(({long:e})=>(0,l.O)(e)).map(e=>[e.long,e]));return[{...i,options:[...i.options,...o.values()]},...r];function n({short:e,long:t,description:i,flags:r,argChoices:o,variadic:s}){let l=u.exec(r)?.[1],c=void 0===l?null:a(l,o);return t?[{short:e??null,long:t,description:i,values:c,isMany:s}]:[]}function s(e){return a(e.name(),e.argChoices)}function a(e,i){if(i)return{kind:"words",words:i,isList:!1};let r=t[e];return r?{kind:"words",...r}:{kind:/^(?:file|folder|path)$/i.test(e)?"files":"none"}}}let p={kind:"none"},u=/[<[]([^\]>]+?)(?:\.\.\.)?[\]>]/;function d(e){return"files"===e.kind?"-r -F":"none"===e.kind?"-x":e.isList?`-x -a ${g(`(__fish_complete_list , 'printf "%s\\n" ${e.words.join(" ")}')`)}`:`-x -a ${g(e.words.join(" "))}`}function g(e){return`'${e.replace(/\\(?=[\\']|$)/g,"\\\\").replaceAll("'","\\'")}'`}function h({name:e,options:t,values:i}){return`        ${e})
          _arguments \\
${f(t,12)}
            ${$(`*: :${m(i)}`)} && ret=0 ;;`}function f(e,t){return e.map(({short:e,long:i,description:r,values:o,isMany:n})=>{let s=`[${r.replace(/[\\\]]/g,"\\$&")}]`,a=null===o?"":`:${n?"*-?*:":""}${i.slice(2)}:${m(o)}`,l=null===o?i:`${i}=`,c=e?`'(${e} ${i})'{${e},${l}}${$(s+a)}`:$(`*${l}${s}${a}`);return`${" ".repeat(t)}${c} \\`}).join("\n")}function m(e){return"files"===e.kind?"_files":"none"===e.kind?"()":e.isList?`_sequence compadd - ${e.words.join(" ")}`:`(${e.words.join(" ")})`}function $(e){return`'${e.replaceAll("'","'\\''")}'`}let _={bash:s,zsh:function(e){let[t,...i]=e,r=i.map(({name:e,description:t})=>`        ${$(`${e}:${t}`)}`);return`#compdef ghcr-preflight
# Completion of ghcr-preflight for zsh: source <(ghcr-preflight completion zsh)

_ghcr-preflight() {
  local curcontext=$curcontext state line ret=1
  typeset -A opt_args
  _arguments -C \\
${f(t?.options??[],4)}
    '1: :->command' \\
    '*:: :->arguments' && ret=0
  case $state in
    command)
      local -a commands=(
${r.join("\n")}
      )
      _describe -t commands command commands && ret=0 ;;
    arguments)
      case $words[1] in
${i.map(h).join("\n")}
      esac ;;
  esac
  return ret
}

if [[ $funcstack[1] == _ghcr-preflight ]]; then
  _ghcr-preflight "$@"
else
  # A shell whose start-up files have not turned completion on yet.
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
  compdef _ghcr-preflight ghcr-preflight
fi
`},fish:function(e){let t=e[0]?.options.filter(({values:e})=>e).map(({long:e})=>e)??[],i=e.flatMap(({name:e,description:t,options:i,values:r})=>{let o=`-n ${g(`__ghcr_preflight_in ${e||"''"}`)}`,n=""===e?[]:[`-n "__ghcr_preflight_in ''" -a ${e} -d ${g(t)}`],s=i.map(({short:e,long:t,description:i,values:r})=>[o,...e?[`-s ${e.slice(1)}`]:[],`-l ${t.slice(2)}`,...r?[d(r)]:[],`-d ${g(i)}`].join(" ")),a="none"===r.kind?[]:[`${o} ${"files"===r.kind?"-F":`-a ${g(r.words.join(" "))}`}`],l=i.flatMap(({long:t,values:i,isMany:r})=>i?.kind==="files"&&r?[`-n ${g(`__ghcr_preflight_behind ${e} ${t}`)} -F`]:[]);return[...n,...s,...l,...a]});return`# Completion of ghcr-preflight for fish: ghcr-preflight completion fish | source

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

# Is the last option of its command this one, which takes all words behind it?
function __ghcr_preflight_behind
  __ghcr_preflight_in $argv[1]
  or return
  set -l options (string match -- '-?*' (commandline -opc))
  # Quoted: where there is no option yet, \`test\` gets a word to compare all the same.
  test "$options[-1]" = "$argv[2]"
end

complete -c ghcr-preflight -e
complete -c ghcr-preflight -f
${i.map(e=>`complete -c ghcr-preflight ${e}`).join("\n")}
`}};async function w(e,t){let i=c(e,{ids:{words:r.h.map(({id:e})=>e),isList:!0},event:{words:o.q,isList:!1},SCENARIO:{words:n.e,isList:!1}});return _[t](i)}}),42680:((e,t,i)=>{i.d(t,{e:()=>r});let r=i(97700).U.map(({name:e})=>e)}),97700:((e,t,i)=>{i.d(t,{U:()=>j,C:()=>R});let r={login:"octo-org",id:1008,type:"Organization"},o="6dcb09b5b57875f334f61aebed695e2e4193db5e",n="a10867b14bb761a232cd80139fbd4c0d33264240";function s(e,{fork:t=!1}={}){let[i="",o=""]=e.split("/");return{id:t?99002:99001,name:o,full_name:e,owner:i===r.login?r:{login:i,id:2011,type:"User"},private:!1,visibility:"public",fork:t,html_url:`https://github.com/${e}`,default_branch:"main"}}function a(e,t){return{ref:"refs/heads/main",before:n,after:o,created:!1,deleted:!1,forced:!1,repository:s(e),organization:r,pusher:{name:t,email:`${t}@users.noreply.github.com`},sender:{login:t,id:2001,type:"User"},head_commit:{id:o,message:"Serve over HTTP/3",timestamp:"2026-11-02T09:00:00Z"}}}function l(e,t,i){let a={login:i,id:2011,type:"User"};return{action:"opened",number:17,pull_request:{number:17,state:"open",title:"Fix a typo in the usage text",user:a,draft:!1,author_association:"FIRST_TIME_CONTRIBUTOR",html_url:`https://github.com/${e}/pull/17`,head:{label:`${i}:typo`,ref:"typo",sha:o,user:a,repo:s(t,{fork:!0})},base:{label:"octo-org:main",ref:"main",sha:n,user:r,repo:s(e)}},repository:s(e),organization:r,sender:a}}var c=i(77598);function p(e,t){switch(e){case"classic-pat":return`ghp_${d(t,36)}`;case"fine-grained-pat":return`github_pat_${d(t,22)}_${d(`${t}.`,59)}`;case"oauth":return`gho_${d(t,36)}`;case"app-user":return`ghu_${d(t,36)}`;case"refresh":return`ghr_${d(t,76)}`;case"github-token":return u(15368,t);case"app-installation":return u(424242,t);case"unknown":return d(t,24)}}function u(e,t){let i=e=>Buffer.from(JSON.stringify(e)).toString("base64url"),r=i({alg:"ES256",typ:"JWT",kid:d(t,20)}),o=i({iss:"lab",aud:"nobody",sub:`invented for ${t}`,jti:d(t,120)});return`ghs_${e}_${r}.${o}.${d(t,40)}-${d(`${t}-`,20)}_${d(`${t}_`,24)}`}function d(e,t){let i="";for(let r=0;i.length<t;r+=1)i+=(0,c.createHash)("sha512").update(`${r}:${e}`).digest("base64").replace(/[^A-Za-z0-9]/g,"");return i.slice(0,t)}var g=i(18743);let h="image";function f(e){let t=e.images??["octo-org/app"];return["name: Publish","","on:",...b(2,"pull_request"===e.on?["pull_request:"]:["push:","  branches: [main]","  tags: ['v*']"]),"","jobs:",`  ${h}:`,"    runs-on: ubuntu-24.04","    permissions:",...b(6,e.permissions),"    steps:","      - uses: actions/checkout@v5",...$(e.preflight??[]),...e.login?_(e.login):[],"      - uses: docker/setup-buildx-action@v3",...t.flatMap(i=>w(i,t.length>1,e.push??"true")),""].join("\n")}function m(e){return["name: Smoke test","","on:","  push:","    branches: [main]","","jobs:",`  ${h}:`,"    runs-on: ubuntu-24.04","    permissions:","      contents: read","      packages: read","    steps:","      - uses: actions/checkout@v5",...$([`images: ghcr.io/${e}`,"access: pull"]),`      - run: docker run --rm ghcr.io/${e} --version`,""].join("\n")}function $(e){return["      - name: Will GHCR accept it?",`        uses: ${g.yl}@v1`,...e.length>0?["        with:",...b(10,e)]:[]]}function _(e){return["      - uses: docker/login-action@v3","        with:","          registry: ghcr.io","          username: ${{ github.actor }}",`          password: ${e}`]}function w(e,t,i){let r=e.split("/").at(-1)??e,o=t?`meta-${r}`:"meta";return[`      - id: ${o}`,"        uses: docker/metadata-action@v5","        with:",`          images: ghcr.io/${e}`,"      - uses: docker/build-push-action@v6","        with:",...t?[`          context: ${r}`]:[],`          push: ${i}`,`          tags: $\{{ steps.${o}.outputs.tags }}`,`          labels: $\{{ steps.${o}.outputs.labels }}`]}function b(e,t){return t.map(t=>`${" ".repeat(e)}${t}`)}let k="octo-org/app",y="mona",v=".github/workflows/publish.yml",C="hubot-fan/app";function O(){return[{login:"octo-org",type:"Organization",members:{[y]:"owner",hubot:"member"}},{login:y,type:"User"},{login:"hubot",type:"User"},{login:"hubot-fan",type:"User"}]}function x(e={}){return{owner:"octo-org",name:"app",visibility:"private",repository:k,tags:["1.4.0","latest"],createdAt:"2026-03-02T10:11:12Z",...e}}function T(e){let t=p("github-token",e.name),i={[t]:{kind:"github-token",repository:k,packages:e.permission}},r=e.ghcrToken?p(e.ghcrToken.kind,e.name):void 0;return r&&e.ghcrToken&&(i[r]=e.ghcrToken),{name:e.name,title:e.title,world:{accounts:O(),packages:e.packages,tokens:i,files:{[`${k}:${v}`]:e.workflow},repositories:{[k]:{visibility:"public"},"octo-org/toolbox":{visibility:"public"},[C]:{visibility:"public"}}},...e.faults?{faults:e.faults}:{},repository:k,...e.run??{event:"push",payload:a(k,y),actor:y,ref:"refs/heads/main"},tokens:{...r?{ghcrToken:r}:{},githubToken:t},inputs:{images:"octo-org/app:1.5.0",...e.inputs},workflow:e.workflow,workflowPath:v,job:h,verdict:e.verdict,says:e.says}}let M=["contents: read","packages: write"],j=[T({name:"allowed",title:{en:"Everything is in order","zh-CN":"\u4E00\u5207\u6B63\u5E38"},verdict:"allowed",says:null,workflow:f({permissions:M}),packages:[x()],permission:"write"}),T({name:"lacks-write",title:{en:"The job forgot packages: write","zh-CN":"\u4F5C\u4E1A\u7F3A\u5C11 packages: write \u6743\u9650"},verdict:"denied",says:"installation not allowed to Create organization package",workflow:f({permissions:["contents: read"]}),packages:[],permission:"none"}),T({name:"expired-ghcr-token",title:{en:"GHCR_TOKEN has expired, GITHUB_TOKEN steps in","zh-CN":"GHCR_TOKEN \u5DF2\u8FC7\u671F\uFF0C\u6539\u7528 GITHUB_TOKEN"},verdict:"allowed",says:"denied",workflow:f({permissions:M,preflight:["ghcr-token: ${{ secrets.GHCR_TOKEN }}"]}),packages:[x()],permission:"write",ghcrToken:{kind:"classic-pat",login:y,scopes:["repo","write:packages"],expired:!0,expiresAt:"2026-01-31T09:00:00Z"}}),T({name:"later-login",title:{en:"A later login replaces the token that may push","zh-CN":"\u540E\u9762\u7684\u767B\u5F55\u66FF\u6362\u4E86\u6709\u6743\u63A8\u9001\u7684\u4EE4\u724C"},verdict:"denied",says:"permission_denied: write_package",workflow:f({permissions:M,preflight:["ghcr-token: ${{ secrets.GHCR_TOKEN }}"],login:"${{ secrets.GITHUB_TOKEN }}"}),packages:[x({repository:"octo-org/toolbox",visibility:"public"})],permission:"write",ghcrToken:{kind:"classic-pat",login:y,scopes:["write:packages"]}}),T({name:"foreign-package",title:{en:"The package belongs to another repository","zh-CN":"\u8F6F\u4EF6\u5305\u5C5E\u4E8E\u53E6\u4E00\u4E2A\u5B58\u50A8\u5E93"},verdict:"denied",says:"permission_denied: write_package",workflow:f({permissions:M}),packages:[x({repository:"octo-org/toolbox",visibility:"public"})],permission:"write"}),T({name:"fork-pull-request",title:{en:"A pull request from a fork tries to push","zh-CN":"\u6765\u81EA\u590D\u523B\uFF08fork\uFF09\u7684\u62C9\u53D6\u8BF7\u6C42\u5C1D\u8BD5\u63A8\u9001"},verdict:"denied",says:"installation not allowed to Write organization package",workflow:f({permissions:M,on:"pull_request"}),packages:[x({visibility:"public"})],permission:"read",inputs:{images:"octo-org/app:pr-17"},run:{event:"pull_request",payload:l(k,C,"hubot-fan"),actor:"hubot-fan",ref:"refs/pull/17/merge"}}),T({name:"two-images",title:{en:"Two images, and one of them is refused","zh-CN":"\u4E24\u4E2A\u955C\u50CF\uFF0C\u5176\u4E2D\u4E00\u4E2A\u88AB\u62D2\u7EDD"},verdict:"denied",says:"permission_denied: write_package",workflow:f({permissions:M,images:["octo-org/app","octo-org/tools"]}),packages:[x(),x({name:"tools",repository:"octo-org/toolbox",visibility:"public"})],permission:"write",inputs:{images:"octo-org/app:1.5.0\nocto-org/tools:1.5.0"}}),T({name:"missing-tag",title:{en:"The tag to pull does not exist","zh-CN":"\u8981\u62C9\u53D6\u7684\u6807\u7B7E\u4E0D\u5B58\u5728"},verdict:"denied",says:"manifest unknown",workflow:m("octo-org/app:1.5.0"),packages:[x()],permission:"read",inputs:{access:"pull"}}),T({name:"registry-trouble",title:{en:"The registry has a bad day","zh-CN":"\u6CE8\u518C\u8868\u51FA\u73B0\u6545\u969C"},verdict:"unknown",says:null,workflow:f({permissions:M}),packages:[x()],permission:"write",faults:[{on:"upload",kind:"status",status:503,headers:{"retry-after":"1"}}]})];function R(e){return j.find(t=>t.name===e)}})};
