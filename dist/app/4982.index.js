exports.id=4982,exports.ids=[4982],exports.modules={4982:(module=>{module.exports=eval("require")("kerberos")})};
