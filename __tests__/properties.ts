/**
 * fast-check, as every test of the project takes it: from one seed, so that a run is as good as the next and a refused
 * push of ours is no matter of luck. `SEED=7 npm test` asks other examples, for who looks for more.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.SEED ?? 1) });

export default fc;
