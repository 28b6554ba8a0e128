export type CallType = 'audio' | 'video';
export type CallStatus = 'pending' | 'active' | 'completed' | 'missed' | 'rejected' | 'cancelled';
export type RejectReason = 'declined' | 'busy';
export type CancelReason = 'answered_elsewhere' | 'rejected_elsewhere' | 'caller_hangup' | 'timeout';
export type Presence = 'online' | 'away' | 'in-call' | 'offline';

export interface Person {
  readonly username: string;
  readonly displayName: string;
  readonly presence: Presence;
}

export interface CreatedCall {
  readonly callId: string;
  readonly roomId: string;
  readonly invitations: readonly { readonly invitationId: string; readonly invitee: string }[];
}

export interface AcceptedCall {
  readonly callId: string;
  readonly roomId: string;
}

/** A row of the history. */
export interface CallEntry {
  readonly callId: string;
  readonly roomId: string;
  readonly callType: CallType;
  /** User name of the caller. */
  readonly createdBy: string;
  /** User names, the caller's too. */
  readonly participants: readonly string[];
  readonly startedAt: number | string | null;
  readonly endedAt: number | string | null;
  /** Seconds. */
  readonly duration: number | null;
  readonly status: CallStatus;
}

export interface HistoryPage {
  readonly calls: readonly CallEntry[];
  /** Where the next page begins; absent after the last one. */
  readonly cursor?: string | null;
}

interface Pushed {
  /** The same push has the same id, however often it comes. */
  readonly id: string;
  readonly callId: string;
  readonly timestamp: number | string;
}

export interface Invitation extends Pushed {
  readonly invitationId: string;
  readonly roomId: string;
  /** User name of the caller. */
  readonly inviter: string;
  readonly inviterId: string;
  readonly callType: CallType;
}

export interface InvitationAccepted extends Pushed {
  readonly acceptedBy: string;
}

export interface InvitationRejected extends Pushed {
  readonly rejectedBy: string;
  readonly reason: RejectReason;
}

export interface InvitationCancelled extends Pushed {
  readonly invitationId: string;
  readonly reason: CancelReason;
}

export interface CallEnded extends Pushed {
  readonly endedBy: string;
  /** Seconds. */
  readonly duration: number;
}

/** Pushed at one's inbox, on every device. */
export type CallEvents = {
  invitation: [invitation: Invitation];
  invitation_accepted: [accepted: InvitationAccepted];
  invitation_rejected: [rejected: InvitationRejected];
  invitation_cancelled: [cancelled: InvitationCancelled];
  call_ended: [ended: CallEnded];
};
