import type { Request } from '../session/request.ts';
import type { Account } from './account.ts';

/** What one may do to one's own account. The requests are not repeated by themselves: a second one would be refused. */
export class AccountSettings {
  constructor(
    private readonly request: Request,
    private readonly account: Account,
  ) {}

  /** Other devices are signed out. Rejects with `bad_credentials`, `weak_password`, `too_many_attempts` … */
  async changePassword(old: string, next: string): Promise<void> {
    const { token } = await this.request<{ token: string }>('auth.request.password', { old, new: next });
    this.account.adopt(token);
  }

  /** Ends every session of the account, this one too. */
  async logoutEverywhere(): Promise<void> {
    await this.request('auth.request.logout-all', {});
    this.account.signOut();
  }

  /** For good. Rejects with `bad_credentials`, `too_many_attempts` … */
  async delete(password: string): Promise<void> {
    await this.request('auth.request.delete', { password });
    this.account.signOut();
  }
}
