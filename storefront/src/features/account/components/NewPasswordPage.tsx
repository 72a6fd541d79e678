import { useState } from 'react'
import { CodeForm } from './CodeForm'
import { EmailForm } from './EmailForm'

export function Component() {
  const [sent, setSent] = useState<{ email: string; resendAfter: number }>()
  if (!sent)
    return (
      <EmailForm
        flow="password-reset"
        title="Reset your password"
        intro="Enter your email address and we’ll send you a code to choose a new password."
        button="Send code"
        onSent={(email, resendAfter) => setSent({ email, resendAfter })}
      />
    )
  return (
    <CodeForm
      {...sent}
      flow="password-reset"
      title="Choose a new password"
      intro={
        <>
          If there’s an account for <b className="fw-medium text-break">{sent.email}</b>, we’ve sent it a
          6-digit code. All your devices will be signed out.
        </>
      }
      button="Change password and sign in"
    />
  )
}
