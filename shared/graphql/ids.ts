import { util } from '@aws-appsync/utils'

const PREFIX = 'gid://catchword/'

/** The id of an object that no other object of the store has: `gid://catchword/Book/emma`. */
export const toId = (type: string, key: string) => `${PREFIX}${type}/${util.urlEncode(key)}`

const MAX_LENGTH = 512

/** The object's own key: of an id, or the key itself, as it stands in addresses. An id of another type is an error. */
export const toKey = (type: string, id: string) => {
  const start = `${PREFIX}${type}/`
  if (!id || id === start) util.error(`The id of a ${type} is missing.`, 'INVALID_ID')
  if (id.length > MAX_LENGTH)
    util.error(`The id of a ${type} has at most ${MAX_LENGTH} characters.`, 'INVALID_ID')
  if (!id.startsWith(PREFIX)) return id
  if (!id.startsWith(start)) util.error(`${id} is not the id of a ${type}.`, 'INVALID_ID')
  return util.urlDecode(id.slice(start.length))
}
