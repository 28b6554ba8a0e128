/** What can be asked for by button, menu or key. */
export type Command =
  | 'microphone'
  | 'camera'
  | 'screen'
  | 'hand'
  | 'react'
  | 'chat'
  | 'people'
  | 'view'
  | 'full-screen'
  | 'pip'
  | 'record'
  | 'share'
  | 'settings'
  | 'help'
  | 'safety'
  | 'more'
  | 'leave';
