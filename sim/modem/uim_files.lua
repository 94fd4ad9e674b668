-- SPDX-License-Identifier: LGPL-2.1-or-later
-- UIM: the card's files.

local card = include "world/card"
local card_files = include "world/card_files"
local uim_session = include "uim_session"

local OK = { sw1 = 0x90, sw2 = 0x00 }
local NO_FILE = { sw1 = 0x6A, sw2 = 0x82 }
local NO_RECORD = { sw1 = 0x6A, sw2 = 0x83 }
local NO_OFFSET = { sw1 = 0x6B, sw2 = 0x00 }
local NOT_ALLOWED = { sw1 = 0x69, sw2 = 0x82 }
local WRONG_KIND = { sw1 = 0x69, sw2 = 0x81 }
local WRONG_LENGTH = { sw1 = 0x67, sw2 = 0x00 }

local function refuse(name, result)
  return fail(name, { card_result = result })
end

-- The file that a request means: slot, file (nil for a folder) and path; or
-- nil and the answer.
local function find(modem, request)
  local slot, adf, problem = uim_session.find(modem, request.session)
  if not slot then
    return nil, fail(problem)
  end
  local ids = uim_session.ids(request.file.file_path)
  ids[#ids + 1] = request.file.file_id
  local file, path = card.find(slot, ids, adf)
  if path and slot.file_errors[path] then
    return nil, fail(slot.file_errors[path])
  elseif not path or not file and not card_files.is_folder(slot.files, path) then
    return nil, refuse("SimFileNotFound", NO_FILE)
  end
  return slot, file, path
end

-- A file of one kind that may be read: the file, or nil and the answer.
local function open(modem, request, content, access)
  local slot, file = find(modem, request)
  if not slot then
    return nil, file
  elseif not file or not file[content] then
    return nil, refuse("InvalidArgument", WRONG_KIND)
  elseif not card.allows(slot, file[access]) then
    return nil, refuse("AccessDenied", NOT_ALLOWED)
  end
  return file
end

local function read_transparent(modem, request)
  if request.encrypt_data then
    return fail "NotSupported"
  end
  local file, problem = open(modem, request, "data", "read")
  if not file then
    return problem
  end
  local offset = request.read_information.offset
  local length = request.read_information.length
  if length == 0 then
    length = math.max(#file.data - offset, 0)
  end
  if offset + length > #file.data then
    return refuse("InvalidArgument", NO_OFFSET)
  end
  return {
    card_result = OK, read_result = file.data:sub(offset + 1, offset + length),
  }
end

local function write_transparent(modem, request)
  local file, problem = open(modem, request, "data", "write")
  if not file then
    return problem
  end
  local offset = request.write_transparent.offset
  local data = request.write_transparent.data
  if offset + #data > #file.data then
    return refuse("InvalidArgument", NO_OFFSET)
  end
  file.data = file.data:sub(1, offset) .. data
    .. file.data:sub(offset + #data + 1)
  modem:changed "card"
  return { card_result = OK }
end

local function read_record(modem, request)
  local file, problem = open(modem, request, "records", "read")
  if not file then
    return problem
  end
  local wanted = request.record
  local record = file.records[wanted.record_number]
  if not record then
    return refuse("InvalidArgument", NO_RECORD)
  elseif wanted.record_length ~= 0 and wanted.record_length ~= #record then
    return refuse("InvalidArgument", WRONG_LENGTH)
  end
  local last = request.last_record
  if not last or last == 0 then
    return { card_result = OK, read_result = record }
  elseif last < wanted.record_number or last > #file.records then
    return refuse("InvalidArgument", NO_RECORD)
  end
  return {
    card_result = OK, read_result = record,
    additional_read_result = table.concat(file.records, "",
      wanted.record_number + 1, last),
  }
end

local function write_record(modem, request)
  local file, problem = open(modem, request, "records", "write")
  if not file then
    return problem
  end
  local wanted = request.write_record
  local record = file.records[wanted.record_number]
  if not record then
    return refuse("InvalidArgument", NO_RECORD)
  elseif #wanted.record ~= #record then
    return refuse("InvalidArgument", WRONG_LENGTH)
  end
  file.records[wanted.record_number] = wanted.record
  modem:changed "card"
  return { card_result = OK }
end

-- Who may: the logic, and what must have been shown.
local function security(access)
  if access == "always" or access == "never" then
    return access, {}
  end
  return "single", { access }
end

local function attributes(file, path)
  local read_logic, read = security(file and file.read or "always")
  local write_logic, write = security(file and file.write or "adm")
  local record = file and file.records and file.records[1]
  return {
    file_size = file and card_files.size(file) or 0,
    file_id = tonumber(path:match "%x%x%x%x$" or "7FFF", 16),
    file_type = file and file.kind
      or path == "3F00" and "master_file" or "dedicated_file",
    record_size = record and #record or 0,
    record_count = record and #file.records or 0,
    read_security_attributes_logic = read_logic,
    read_security_attributes = read,
    write_security_attributes_logic = write_logic,
    write_security_attributes = write,
    increase_security_attributes_logic = "never",
    increase_security_attributes = {},
    deactivate_security_attributes_logic = "single",
    deactivate_security_attributes = { "adm" },
    activate_security_attributes_logic = "single",
    activate_security_attributes = { "adm" },
    raw_data = card_files.control_parameters(file, path),
  }
end

local function get_attributes(modem, request)
  local slot, file, path = find(modem, request)
  if not slot then
    return file
  end
  return { card_result = OK, file_attributes = attributes(file, path) }
end

return function(uim)
  uim["Read Transparent"] = read_transparent
  uim["Write Transparent"] = write_transparent
  uim["Read Record"] = read_record
  uim["Write Record"] = write_record
  uim["Get File Attributes"] = get_attributes
end
