import { useMutation } from '@tanstack/react-query'
import { useToasts } from '@/lib/toasts'
import { formatWait } from '@/lib/text'
import { errorMessage } from '@/lib/session/errors'
import { useCountdown } from '../useCountdown'

interface ResendCodeProps {
  /** Seconds until the first further code can be asked for. */
  wait: number
  /** Asks for a code, and returns the seconds until the next one. */
  request: () => Promise<{ resend_after: number }>
}

/** The way to a new code, with the time until it can be asked for. */
export function ResendCode({ wait, request }: ResendCodeProps) {
  const { toast } = useToasts()
  const { left, restart } = useCountdown(wait)
  const resendMutation = useMutation({
    mutationFn: request,
    onSuccess: ({ resend_after }) => {
      restart(resend_after)
      toast('We’ve sent you a new email. Earlier codes no longer work.')
    },
    onError: (error) => toast(errorMessage(error)),
  })
  return (
    <p className="mt-4">
      Didn’t get it? Check your spam folder
      {left > 0 ? (
        <span className="quiet">. You can ask for a new code in {formatWait(left)}.</span>
      ) : (
        <>
          , or{' '}
          <button
            type="button"
            className="textbutton"
            disabled={resendMutation.isPending}
            onClick={() => resendMutation.mutate()}
          >
            send a new code
          </button>
          .
        </>
      )}
    </p>
  )
}
