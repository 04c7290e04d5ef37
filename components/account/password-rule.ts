/** What a new password has to be, as it stands beside its field. The server decides. */
export const PASSWORD_RULE = 'At least 15 characters of any kind; four words that do not belong together will do.'
