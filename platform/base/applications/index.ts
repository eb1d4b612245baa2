/** The systems that a city already has, beside its new ones: sign-on, to-dos, messages, health, use. */
export {
  systemAdapterPoint,
  Unusable,
  type Channel,
  type Pulled,
  type RawItem,
  type SystemAdapter,
} from './adapters/adapter.ts';
export { setFeedKey } from './feed-key.ts';
export { connectSystem, setInside, type SignOnAsked } from './sign-on.ts';
/** For tests and whoever composes a city of some modules. */
export { default as applicationsModule } from './module.ts';
