export { Account, type AccountEvents, type AccountOptions, type Credentials, type SignedIn } from './account.ts';
export type { AccountSettings } from './account-settings.ts';
export { BrowserTokenStore, type StoredToken, TOKEN_KEY, type TokenStore } from './token-store.ts';
