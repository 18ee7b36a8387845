/// Rows in numbered slots that are used again, in memory of its own.
///
/// It stands where an array of rows and a list of free places would: an array inside an object is
/// checked at every change for overlapping accesses and for other owners. The slot that was freed
/// last is used next; a row keeps its value until the slot is used again. No row may be added
/// while another one is being changed by a method of its own.
///
/// Public, as `Deque` is, so that it is specialised in other modules.
@safe
public struct SlotTable<Row>: ~Copyable {
    @safe
    @usableFromInline
    struct Header {
        @usableFromInline var rows: UnsafeMutablePointer<Row>
        @usableFromInline var free: UnsafeMutablePointer<Int>
        @usableFromInline var used = 0
        @usableFromInline var freeCount = 0
        @usableFromInline var capacity: Int

        @usableFromInline
        init(capacity: Int) {
            unsafe rows = .allocate(capacity: capacity)
            unsafe free = .allocate(capacity: capacity)
            self.capacity = capacity
        }
    }

    @usableFromInline let header: UnsafeMutablePointer<Header>

    @inlinable
    public init() {
        unsafe header = .allocate(capacity: 1)
        unsafe header.initialize(to: Header(capacity: 64))
    }

    @inlinable
    deinit {
        unsafe header.pointee.rows.deinitialize(count: header.pointee.used)
        unsafe header.pointee.rows.deallocate()
        unsafe header.pointee.free.deallocate()
        unsafe header.deallocate()
    }

    /// The number of slots that have ever been in use; they are numbered from 0.
    @inlinable public var count: Int { unsafe header.pointee.used }

    /// The row of a slot, in place.
    @inlinable
    public subscript(slot: Int) -> Row {
        unsafeAddress {
            unsafe precondition(slot >= 0 && slot < header.pointee.used, "there is no such slot")
            return unsafe UnsafePointer(header.pointee.rows + slot)
        }
        nonmutating unsafeMutableAddress {
            unsafe precondition(slot >= 0 && slot < header.pointee.used, "there is no such slot")
            return unsafe header.pointee.rows + slot
        }
    }

    /// Puts a row into a slot and returns its number.
    @inlinable
    public func insert(_ row: consuming Row) -> Int {
        if let slot = reuse() {
            unsafe (header.pointee.rows + slot).pointee = row
            return slot
        }
        return append(row)
    }

    /// Takes the slot that was freed last, with the row that is still in it; nil when none is free.
    @inlinable
    public func reuse() -> Int? {
        guard unsafe header.pointee.freeCount > 0 else { return nil }
        unsafe header.pointee.freeCount &-= 1
        return unsafe header.pointee.free[header.pointee.freeCount]
    }

    /// Puts a row into a slot that has never been used.
    @inlinable
    public func append(_ row: consuming Row) -> Int {
        if unsafe header.pointee.used == header.pointee.capacity { grow() }
        let slot = unsafe header.pointee.used
        unsafe (header.pointee.rows + slot).initialize(to: row)
        unsafe header.pointee.used = slot &+ 1
        return slot
    }

    /// Lets a slot be used again; nobody may free it twice.
    @inlinable
    public func free(_ slot: Int) {
        unsafe header.pointee.free[header.pointee.freeCount] = slot
        unsafe header.pointee.freeCount &+= 1
    }

    @usableFromInline
    func grow() {
        let larger = unsafe Header(capacity: header.pointee.capacity * 2)
        unsafe larger.rows.moveInitialize(from: header.pointee.rows, count: header.pointee.used)
        unsafe larger.free.moveInitialize(
            from: header.pointee.free,
            count: header.pointee.freeCount
        )
        unsafe header.pointee.rows.deallocate()
        unsafe header.pointee.free.deallocate()
        unsafe header.pointee.rows = larger.rows
        unsafe header.pointee.free = larger.free
        unsafe header.pointee.capacity = larger.capacity
    }
}
